package iovatlas.importer.sysfs;

import iovatlas.address.Iova;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedInterrupt;
import iovatlas.observation.ObservedVector;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The interrupt files of debugfs: for each message-signalled interrupt its device, its number there
/// and the message that the device was given.
///
/// Source: `kernel/irq/debugfs.c:irq_debug_show`, `kernel/irq/msi.c:msi_domain_debug_show`.
final class IrqDetails {

    private static final String FOLDER = "sys/kernel/debug/irq/irqs";
    private static final int EVENT_BITS = 11;
    private static final Pattern HWIRQ = Pattern.compile("(?m)^\\s*hwirq: +0x([0-9a-f]{1,16})$");
    private static final Pattern CHIP = Pattern.compile("(?m)^\\s*chip: +(\\S*MSI\\S*)$");

    private final Notes notes;
    private final Map<String, List<ObservedVector>> vectors = new TreeMap<>();
    private final Set<String> msixDevices = new HashSet<>();
    private final Map<String, List<Integer>> numbers = new HashMap<>();
    private final List<ObservedInterrupt> interrupts = new ArrayList<>();

    private IrqDetails(Notes notes) {
        this.notes = notes;
    }

    /// Reads every file; a snapshot without debugfs gives nothing.
    static IrqDetails read(FileTree tree, Notes notes) {
        IrqDetails details = new IrqDetails(notes);
        for (String name : tree.names(FOLDER)) {
            if (name.matches("\\d{1,9}")) {
                tree.text(FOLDER + "/" + name)
                        .ifPresent(text -> details.file(Integer.parseInt(name), text));
            }
        }
        return details;
    }

    /// The functions with the messages that their registers did not tell.
    List<ObservedFunction> fill(List<ObservedFunction> functions) {
        Set<String> known = new HashSet<>();
        List<ObservedFunction> filled = new ArrayList<>();
        for (ObservedFunction function : functions) {
            String name = function.at().toString();
            known.add(name);
            List<ObservedVector> told = vectors.getOrDefault(name, List.of());
            filled.add(
                    function.vectors().isEmpty() && !told.isEmpty()
                            ? with(function, told, numbers.getOrDefault(name, List.of()))
                            : function);
        }
        for (String name : vectors.keySet()) {
            if (!PciAddress.isAddress(name) || known.contains(name)) {
                continue;
            }
            if (functions.isEmpty()) {
                filled.add(alone(name));
            } else {
                notes.count("debugfs tells messages of an unknown function", name);
            }
        }
        return filled;
    }

    /// A function of which nothing but its messages was recorded.
    private ObservedFunction alone(String name) {
        boolean msix = msixDevices.contains(name);
        return new ObservedFunction(
                PciAddress.parse(name),
                null,
                null,
                null,
                !msix,
                msix,
                vectors.getOrDefault(name, List.of()),
                numbers.getOrDefault(name, List.of()));
    }

    /// The interrupts, for a recording without `/proc/interrupts`.
    List<ObservedInterrupt> interrupts() {
        return List.copyOf(interrupts);
    }

    private static ObservedFunction with(
            ObservedFunction function, List<ObservedVector> told, List<Integer> lines) {
        return new ObservedFunction(
                function.at(),
                function.driver(),
                function.acsControl(),
                function.busMaster(),
                function.msiEnabled(),
                function.msixEnabled(),
                told,
                function.interrupts().isEmpty() ? lines : function.interrupts());
    }

    private void file(int number, String text) {
        Matcher chip = CHIP.matcher(text);
        Matcher hwirq = HWIRQ.matcher(text);
        if (!chip.find() || !hwirq.find()) {
            return;
        }
        String device = value(text, "device").orElse("");
        Optional<Long> low = value(text, "address_lo").flatMap(Numbers::parse);
        Optional<Long> high = value(text, "address_hi").flatMap(Numbers::parse);
        Optional<Long> data = value(text, "msg_data").flatMap(Numbers::parse);
        long index = Long.parseUnsignedLong(hwirq.group(1), 16);
        interrupts.add(
                new ObservedInterrupt(number, chip.group(1), Long.toUnsignedString(index), "", 0));
        if (low.isPresent() && data.isPresent() && !device.isEmpty()) {
            if (chip.group(1).contains("MSIX") || text.contains(" msix:")) {
                msixDevices.add(device);
            }
            numbers.computeIfAbsent(device, _ -> new ArrayList<>()).add(number);
            vectors.computeIfAbsent(device, _ -> new ArrayList<>())
                    .add(
                            new ObservedVector(
                                    entry(chip.group(1), index),
                                    Iova.of(high.orElse(0L) << 32 | low.get()),
                                    data.get().intValue(),
                                    false));
        }
    }

    /// Per-device domains count from 0; one domain for all has the requester ID above the number.
    private static int entry(String chip, long hwirq) {
        boolean perDevice = chip.matches(".*MSIX?-.*");
        return (int) (perDevice ? hwirq : hwirq & ((1 << EVENT_BITS) - 1));
    }

    private static Optional<String> value(String text, String name) {
        Matcher matcher = Pattern.compile("(?m)^\\s*" + name + ": +(\\S+)").matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
