package iovatlas.importer.qemu;

import iovatlas.address.ByteSize;
import iovatlas.importer.guest.GuestPlan;
import iovatlas.importer.guest.MachineLayout;
import iovatlas.observation.Note;
import iovatlas.topology.Architecture;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One QEMU command line, with or without line continuations and quotes.
public final class QemuCommandLine {

    private static final Pattern SIGN =
            Pattern.compile(
                    "(?m)qemu-system-\\w+|^(?:\\S*/)?qemu-kvm\\s|-device\\s+['\"]?vfio-pci");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([bkmgtBKMGT]?)[bB]?");

    private final List<PciAddress> devices = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<String, Integer> passedOver = new TreeMap<>();
    private String name = "vm0";
    private String machine = "";
    private Architecture architecture = Architecture.X86_64;
    private boolean kvm;
    private int vcpus = 1;
    private int gic = 3;
    private long memory = 128L << 20;

    private QemuCommandLine() {}

    /// Whether a text starts QEMU.
    public static boolean isCommandLine(String text) {
        Matcher sign = SIGN.matcher(text);
        return sign.find() && (text.contains(" -") || text.contains("\n-"));
    }

    /// Reads all options; the first command in the text counts.
    public static GuestPlan read(String text) {
        QemuCommandLine line = new QemuCommandLine();
        List<String> words = words(text.replaceAll("\\\\\\R", " "));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.contains("qemu-system-aarch64")) {
                line.architecture = Architecture.ARM64;
            }
            if (word.startsWith("-") && word.length() > 1) {
                String option = word.startsWith("--") ? word.substring(1) : word;
                boolean valued = i + 1 < words.size() && !words.get(i + 1).startsWith("-");
                line.option(option, valued ? words.get(i + 1) : "");
            }
        }
        return line.plan();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            Optional<String> quoted =
                    Optional.ofNullable(word.group(1)).or(() -> Optional.ofNullable(word.group(2)));
            words.add(quoted.orElseGet(word::group));
        }
        return words;
    }

    private void option(String option, String value) {
        switch (option) {
            case "-name" -> field(value, "guest").or(() -> first(value)).ifPresent(this::rename);
            case "-m" ->
                    field(value, "size")
                            .or(() -> first(value))
                            .ifPresent(size -> memory = bytes(size));
            case "-smp" ->
                    field(value, "cpus")
                            .or(() -> first(value))
                            .filter(n -> n.matches("\\d{1,4}"))
                            .ifPresent(n -> vcpus = Math.max(1, Integer.parseInt(n)));
            case "-machine", "-M" -> machine(value);
            case "-accel" -> kvm |= value.startsWith("kvm");
            case "-enable-kvm" -> kvm = true;
            case "-device" -> device(value);
            default -> passedOver.merge(option, 1, Integer::sum);
        }
    }

    private void rename(String guest) {
        if (guest.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,40}")) {
            name = guest;
        }
    }

    private void machine(String value) {
        machine = field(value, "type").or(() -> first(value)).orElse("");
        kvm |= value.contains("accel=kvm");
        field(value, "gic-version").ifPresent(version -> gic = version.equals("2") ? 2 : 3);
    }

    private void device(String value) {
        String driver = first(value).orElse("");
        if (driver.contains("iommu") || driver.contains("smmu")) {
            notes.add(
                    Note.warning(
                            name,
                            "the guest has a virtual IOMMU (%s): once it is on, the guest decides what"
                                            .formatted(driver)
                                    + " is mapped; the steps map all memory as before that"));
            return;
        }
        if (!driver.startsWith("vfio-pci")) {
            passedOver.merge("-device " + driver, 1, Integer::sum);
            return;
        }
        Optional<String> host =
                field(value, "host")
                        .or(() ->
                                field(value, "sysfsdev")
                                        .map(path -> path.substring(path.lastIndexOf('/') + 1)));
        String at = host.map(h -> h.matches("..:.*") ? "0000:" + h : h).orElse("");
        if (PciAddress.isAddress(at)) {
            devices.add(PciAddress.parse(at));
        } else {
            notes.add(Note.warning(name, "a vfio-pci device without a host address, left out"));
        }
    }

    private static Optional<String> first(String value) {
        String word = value.split(",", 2)[0];
        return word.contains("=") || word.isEmpty() ? Optional.empty() : Optional.of(word);
    }

    private static Optional<String> field(String value, String name) {
        for (String part : value.split(",", -1)) {
            if (part.startsWith(name + "=")) {
                return Optional.of(part.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /// Without a unit QEMU counts in MiB.
    private long bytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            notes.add(Note.warning(name, "the memory size \"" + text + "\" is not understood"));
            return 0;
        }
        int shift =
                switch (size.group(2)) {
                    case "b", "B" -> 0;
                    case "k", "K" -> 10;
                    case "g", "G" -> 30;
                    case "t", "T" -> 40;
                    default -> 20;
                };
        long number = Long.parseLong(size.group(1));
        return number > (1L << (62 - shift)) ? 0 : number << shift;
    }

    private GuestPlan plan() {
        if (!passedOver.isEmpty()) {
            List<String> counted = new ArrayList<>();
            passedOver.forEach((option, count) -> counted.add(option + " (" + count + ")"));
            notes.add(
                    Note.information(
                            name,
                            "options that say nothing about DMA to host devices: "
                                    + String.join(", ", counted)));
        }
        return new GuestPlan(
                name,
                architecture,
                kvm,
                vcpus,
                MachineLayout.memory(name, architecture, machine, ByteSize.ofBytes(memory), notes),
                MachineLayout.interrupts(architecture, gic),
                devices,
                notes);
    }
}
