package iovatlas.importer.piece;

import iovatlas.importer.acpi.TableText;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.importer.devicetree.source.SourceText;
import iovatlas.importer.mail.MailText;
import iovatlas.importer.sysfs.tree.CaptureText;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a single file of a machine is, told by its content.
public enum PieceKind {
    CAPTURE("a capture as text"),
    ACPI_TABLE("a single ACPI table"),
    ACPI_DUMP("the output of acpidump"),
    ACPI_DISASSEMBLY("an ACPI table taken apart by iasl"),
    DEVICE_TREE_BLOB("a device tree blob"),
    DEVICE_TREE_SOURCE("the source of a device tree"),
    INTERRUPT_DETAILS("interrupt files of debugfs"),
    MEMORY_MAP("a copy of /proc/iomem"),
    INTERRUPTS("a copy of /proc/interrupts");

    private static final int TABLE_HEADER = 36;
    private static final Pattern DETAILS =
            Pattern.compile("(?m)^\\S*handler: +handle_\\w+(?:\\R.{0,300}){1,40}\\bhwirq: +0x");
    private static final Pattern MEMORY =
            Pattern.compile("(?m)^ *[0-9a-f]{8,16}-[0-9a-f]{8,16} : \\S.*\\R *[0-9a-f]{8,16}-");
    private static final Pattern COUNTERS =
            Pattern.compile(
                    "(?m)^\\s*CPU\\d+(?: +CPU\\d+){0,8191} *$"
                            + "|^ *\\d+: +(?:\\d+ +){1,8192}\\S*MSI\\S* "
                            + "|^IRQ +TOTAL +NAME *$");

    private final String description;

    PieceKind(String description) {
        this.description = description;
    }

    /// "a device tree blob"
    public String description() {
        return description;
    }

    /// True for a kind that no listing or log has inside it, so that it decides about the file.
    public boolean isWholeFile() {
        return switch (this) {
            case CAPTURE, ACPI_TABLE, ACPI_DISASSEMBLY, DEVICE_TREE_BLOB, DEVICE_TREE_SOURCE ->
                    true;
            case ACPI_DUMP, INTERRUPT_DETAILS, MEMORY_MAP, INTERRUPTS -> false;
        };
    }

    /// The kind of a whole file, or empty when it is no piece of a machine.
    public static Optional<PieceKind> of(byte[] content) {
        if (DeviceTree.isBlob(content)) {
            return Optional.of(DEVICE_TREE_BLOB);
        }
        if (isBinary(content)) {
            return isTable(content) ? Optional.of(ACPI_TABLE) : Optional.empty();
        }
        String text = new String(content, StandardCharsets.UTF_8);
        return ofText(text).or(() -> ofText(MailText.of(text).text()));
    }

    /// The kind of a text that mail programs have left alone, or that was cleaned.
    public static Optional<PieceKind> ofText(String text) {
        if (CaptureText.isCapture(text)) {
            return Optional.of(CAPTURE);
        }
        if (TableText.isDump(text)) {
            return Optional.of(ACPI_DUMP);
        }
        if (TableText.isDisassembly(text)) {
            return Optional.of(ACPI_DISASSEMBLY);
        }
        if (SourceText.isSource(text)) {
            return Optional.of(DEVICE_TREE_SOURCE);
        }
        if (DETAILS.matcher(text).find()) {
            return Optional.of(INTERRUPT_DETAILS);
        }
        if (MEMORY.matcher(text).find()) {
            return Optional.of(MEMORY_MAP);
        }
        return COUNTERS.matcher(text).find() ? Optional.of(INTERRUPTS) : Optional.empty();
    }

    private static boolean isBinary(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTable(byte[] content) {
        return content.length >= TABLE_HEADER
                && new String(content, 0, 4, StandardCharsets.ISO_8859_1).matches("[A-Z0-9]{4}");
    }
}
