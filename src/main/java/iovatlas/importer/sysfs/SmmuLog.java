package iovatlas.importer.sysfs;

import iovatlas.address.AddressWidth;
import iovatlas.address.ByteSize;
import iovatlas.address.PageSizes;
import iovatlas.importer.dmesg.KernelLog;
import iovatlas.topology.IommuHardware;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the Arm SMMU drivers tell about the hardware at boot; sysfs has none of it.
///
/// Source: `drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c:arm_smmu_device_hw_probe`,
/// `drivers/iommu/arm/arm-smmu/arm-smmu.c:arm_smmu_device_cfg_probe`.
final class SmmuLog {

    private static final Pattern FEATURES =
            Pattern.compile(
                    "arm-smmu-v3 (\\S+): (?:ias (\\d+)-bit, )?oas (\\d+)-bit"
                            + " \\(features 0x([0-9a-f]+)\\)");
    private static final int STAGE_1 = 1 << 9;
    private static final int STAGE_2 = 1 << 10;
    private static final int WIDE_INPUT = 1 << 14;

    /// Every granule: what an SMMUv3 is free to offer.
    private static final PageSizes ALL_GRANULES =
            PageSizes.of(
                    ByteSize.ofPowerOfTwo(12),
                    ByteSize.ofPowerOfTwo(14),
                    ByteSize.ofPowerOfTwo(16),
                    ByteSize.ofPowerOfTwo(21),
                    ByteSize.ofPowerOfTwo(25),
                    ByteSize.ofPowerOfTwo(29),
                    ByteSize.ofPowerOfTwo(30));

    private final KernelLog log;
    private final Notes notes;

    SmmuLog(KernelLog log, Notes notes) {
        this.log = log;
        this.notes = notes;
    }

    /// The features of one SMMUv3.
    ///
    /// @param device its name in the log, empty when not known
    /// @param index how many SMMUs come before it, for a log that cannot be matched by name
    /// @param coherent whether all its masters are CANWBS
    /// @param hi161x HiSilicon model
    IommuHardware.SmmuV3 smmuV3(
            Optional<String> device, int index, boolean coherent, boolean hi161x) {
        List<Matcher> lines = log.all(FEATURES).toList();
        @Nullable Matcher line =
                lines.stream()
                        .filter(m -> device.filter(m.group(1)::equals).isPresent())
                        .findFirst()
                        .orElse(device.isEmpty() && index < lines.size() ? lines.get(index) : null);
        if (line == null) {
            notes.information(
                    device.orElse("SMMUv3 " + index),
                    "features are not in the log: both stages, 48-bit input and output are"
                            + " assumed");
            return new IommuHardware.SmmuV3(
                    true,
                    true,
                    new AddressWidth(48),
                    new AddressWidth(48),
                    ALL_GRANULES,
                    coherent,
                    hi161x);
        }
        long features = Numbers.parseHex(line.group(4)).orElse(0L);
        int output = Math.clamp(Integer.parseInt(line.group(3)), 32, 64);
        return new IommuHardware.SmmuV3(
                (features & STAGE_1) != 0,
                (features & STAGE_2) != 0,
                new AddressWidth((features & WIDE_INPUT) != 0 ? 52 : 48),
                new AddressWidth(output),
                ALL_GRANULES,
                coherent,
                hi161x);
    }

    /// The features of one SMMUv2, from the lines of its device.
    IommuHardware.SmmuV2 smmuV2(Optional<String> device) {
        String prefix = "arm-smmu " + device.orElse("") + ": ";
        List<String> lines = log.lines().stream().filter(l -> l.startsWith(prefix)).toList();
        if (lines.isEmpty()) {
            notes.information(
                    device.orElse("SMMUv2"),
                    "features are not in the log: 128 stream-map entries, both stages and 48 bits"
                            + " are assumed");
        }
        int input = number(lines, "Stage-1: (\\d+)-bit VA").orElse(48);
        int output =
                number(lines, "Stage-2: \\d+-bit IPA -> (\\d+)-bit PA")
                        .or(() -> number(lines, "Stage-1: \\d+-bit VA -> (\\d+)-bit IPA"))
                        .orElse(48);
        return new IommuHardware.SmmuV2(
                number(lines, "stream matching with (\\d+) register groups").orElse(128),
                lines.isEmpty() || lines.stream().anyMatch(l -> l.contains("stage 1 trans")),
                lines.isEmpty() || lines.stream().anyMatch(l -> l.contains("stage 2 trans")),
                new AddressWidth(Math.clamp(input, 32, 64)),
                new AddressWidth(Math.clamp(output, 32, 64)),
                pageSizes(lines));
    }

    private static PageSizes pageSizes(List<String> lines) {
        Pattern pattern = Pattern.compile("Supported page sizes: 0x([0-9a-f]+)");
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .flatMap(m -> Numbers.parseHex(m.group(1)).stream())
                .map(PageSizes::new)
                .findFirst()
                .orElse(ALL_GRANULES);
    }

    private static Optional<Integer> number(List<String> lines, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .filter(m -> m.group(1).length() < 9)
                .map(m -> Integer.valueOf(m.group(1)))
                .findFirst();
    }
}
