package iovatlas.importer.sysfs;

import iovatlas.importer.dmesg.KernelLog;
import iovatlas.importer.sysfs.tree.FileTree;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the kernel calls the platform device of an SMMU, which is how its log speaks of it. With ACPI
/// that is a running number, `arm-smmu-v3.2.auto`, which no table knows.
final class SmmuNames {

    private static final Pattern HELD =
            Pattern.compile("^ *([0-9a-f]{1,16})-[0-9a-f]{1,16} : (\\S*smmu\\S*)$");
    private static final Pattern NUMBERED =
            Pattern.compile("^arm-smmu-v3 (arm-smmu-v3\\.(\\d{1,9})\\.auto): ");

    private final Map<Long, String> byBase = new HashMap<>();
    private final List<String> numbered;

    private SmmuNames(List<String> numbered) {
        this.numbered = numbered;
    }

    /// From `/sys/class/iommu`, where that is missing from the registers in `/proc/iomem`, or from
    /// names in the log that begin with an address.
    static SmmuNames of(FileTree tree, KernelLog log) {
        SmmuNames names =
                new SmmuNames(
                        log.all(NUMBERED)
                                .map(m -> Map.entry(Integer.valueOf(m.group(2)), m.group(1)))
                                .distinct()
                                .sorted(Comparator.comparing(Map.Entry::getKey))
                                .map(Map.Entry::getValue)
                                .toList());
        for (SysfsIommu iommu : SysfsIommu.all(tree)) {
            iommu.smmuBase()
                    .ifPresent(base ->
                            iommu.deviceName()
                                    .ifPresent(name -> names.byBase.putIfAbsent(base, name)));
        }
        for (String line : tree.text(MemoryMap.FILE).orElse("").lines().toList()) {
            Matcher held = HELD.matcher(line);
            if (held.matches()) {
                // Without privilege every address is zero.
                Numbers.parseHex(held.group(1))
                        .filter(base -> base != 0)
                        .ifPresent(base -> names.byBase.putIfAbsent(base, held.group(2)));
            }
        }
        return names;
    }

    /// The name of the device with these registers.
    Optional<String> at(long base) {
        return Optional.ofNullable(byBase.get(base));
    }

    /// The name of an SMMUv3 of the IORT: the kernel numbers its devices in the table's order, so
    /// that they can be told apart where the log names as many as there are.
    ///
    /// @param index how many SMMUv3 come before it in the table
    /// @param all how many there are
    ///
    /// Source: `drivers/acpi/arm64/iort.c:iort_init_platform_devices`.
    Optional<String> inTable(long base, int index, int all) {
        return at(base).or(() ->
                numbered.size() == all ? Optional.of(numbered.get(index)) : Optional.empty());
    }

    /// The registers of a device, where they are known.
    Optional<Long> baseOf(String name) {
        return byBase.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .min(Long::compareUnsigned);
    }
}
