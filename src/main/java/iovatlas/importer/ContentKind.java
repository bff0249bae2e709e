package iovatlas.importer;

import iovatlas.document.mail.MailBody;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// What a file is, judged by its first bytes.
enum ContentKind {
    EMPTY("an empty file"),
    TAR("a tar archive"),
    GZIP("a file compressed with gzip"),
    BZIP2("a file compressed with bzip2"),
    XZ("a file compressed with xz, which has to be unpacked first"),
    ZSTD("a file compressed with zstd, which has to be unpacked first"),
    ZIP("a zip archive"),
    DOCUMENT("an IOVAtlas document"),
    DEVICE_TREE("a single device tree blob"),
    ACPI_TABLE("a single ACPI table"),
    LSPCI("a listing of lspci"),
    KERNEL_LOG("a kernel log"),
    XML("an XML file"),
    JSON("a JSON file"),
    ELF("a program"),
    PICTURE("a picture or a PDF"),
    TEXT("a text that is no IOVAtlas document, as it has no \"format:\" key"),
    BINARY("a binary file of an unknown kind");

    /// How many bytes from the start decide.
    static final int HEAD = 1 << 16;

    private static final int TAR_HEADER = 512;
    private static final Pattern FORMAT_KEY =
            Pattern.compile("(?m)^(?:[>|] ?)*\\{?\"?format\"?\\s*:");
    private static final Pattern LSPCI_LINE =
            Pattern.compile(
                    "(?m)^(?:(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7] \\S"
                            + "|Slot:\\s+(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]$)");
    private static final Pattern LOG_LINE =
            Pattern.compile("(?m)^[> |]{0,40}(?:<\\d{1,3}>)?\\[ *\\d+\\.\\d{6}\\] ");

    private static final Pattern JSON_START =
            Pattern.compile("^\\s*(?:\\{|\\[\\s*(?:[\\[{\"\\]]|-?\\d+\\s*[,\\]]))");

    private final String description;

    ContentKind(String description) {
        this.description = description;
    }

    /// "a tar archive"
    String description() {
        return description;
    }

    /// True for what the archive reader takes.
    boolean isArchive() {
        return this == TAR || this == GZIP || this == BZIP2;
    }

    /// True for texts and tables that may be a piece of a machine.
    boolean mayBePiece() {
        return switch (this) {
            case LSPCI, KERNEL_LOG, JSON, TEXT, ACPI_TABLE, DEVICE_TREE -> true;
            case EMPTY, TAR, GZIP, BZIP2, XZ, ZSTD, ZIP, DOCUMENT, XML, ELF, PICTURE, BINARY ->
                    false;
        };
    }

    /// @param head the first bytes, at most [#HEAD]
    static ContentKind of(byte[] head) {
        if (head.length == 0) {
            return EMPTY;
        }
        if (starts(head, 0x1f, 0x8b)) {
            return GZIP;
        }
        if (starts(head, 'B', 'Z', 'h')) {
            return BZIP2;
        }
        if (starts(head, 0xfd, '7', 'z', 'X', 'Z')) {
            return XZ;
        }
        if (starts(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        }
        if (starts(head, 'P', 'K', 3, 4)) {
            return ZIP;
        }
        return isTar(head) ? TAR : single(head);
    }

    private static ContentKind single(byte[] head) {
        if (starts(head, 0xd0, 0x0d, 0xfe, 0xed)) {
            return DEVICE_TREE;
        }
        if (starts(head, 0x7f, 'E', 'L', 'F')) {
            return ELF;
        }
        if (starts(head, 0x89, 'P', 'N', 'G')
                || starts(head, '%', 'P', 'D', 'F')
                || starts(head, 0xff, 0xd8)) {
            return PICTURE;
        }
        boolean binary = false;
        for (byte b : head) {
            binary |= b == 0;
        }
        if (!binary) {
            return text(new String(head, StandardCharsets.UTF_8).replace('\u00a0', ' '));
        }
        boolean table =
                head.length >= 36
                        && new String(Arrays.copyOf(head, 4), StandardCharsets.ISO_8859_1)
                                .matches("[A-Z0-9]{4}");
        return table ? ACPI_TABLE : BINARY;
    }

    private static ContentKind text(String text) {
        if (FORMAT_KEY.matcher(text).find() || FORMAT_KEY.matcher(MailBody.plain(text)).find()) {
            return DOCUMENT;
        }
        if (text.isBlank()) {
            return EMPTY;
        }
        if (LOG_LINE.matcher(text).find()) {
            return KERNEL_LOG;
        }
        if (LSPCI_LINE.matcher(text).find()) {
            return LSPCI;
        }
        if (text.stripLeading().startsWith("<")) {
            return XML;
        }
        return JSON_START.matcher(text).find() ? JSON : TEXT;
    }

    /// A tar header ends in a checksum over itself; `ustar` alone would miss old archives.
    private static boolean isTar(byte[] head) {
        if (head.length < TAR_HEADER) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < TAR_HEADER; i++) {
            sum += i >= 148 && i < 156 ? ' ' : head[i] & 0xff;
        }
        String stated =
                new String(head, 148, 8, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
        return stated.matches("[0-7]{1,7}") && Integer.parseInt(stated, 8) == sum;
    }

    private static boolean starts(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
