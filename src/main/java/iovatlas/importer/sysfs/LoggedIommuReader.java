package iovatlas.importer.sysfs;

import iovatlas.address.HostPhysical;
import iovatlas.importer.dmesg.KernelLog;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Register64;
import iovatlas.topology.RequesterId;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The IOMMUs of a machine that was recorded without sysfs and without firmware tables: the log names
/// them, or the groups that were seen show that there are some. Which functions each serves is not
/// known then, so what firmware usually says is assumed, and noted.
final class LoggedIommuReader {

    private static final int INTEL = 0x8086;
    private static final int IBM = 0x1014;
    private static final int CLASS_IOMMU = 0x0806;
    private static final int LAST_REQUESTER = 0xffff;
    private static final Pattern UNIT =
            Pattern.compile("DMAR: DRHD base: 0x([0-9a-f]{1,16}) flags: 0x([0-9a-f]+)");
    private static final Pattern REGISTERS =
            Pattern.compile(
                    "DMAR: dmar\\d+: reg_base_addr ([0-9a-f]{1,16}) ver \\S+ cap ([0-9a-f]{1,16})"
                            + " ecap ([0-9a-f]{1,16})");
    private static final Pattern FEATURES =
            Pattern.compile(
                    "AMD-Vi: Extended features \\(0x([0-9a-f]{1,16})(?:, 0x([0-9a-f]{1,16}))?\\)");
    private static final Pattern SMMU_V3 = Pattern.compile("^arm-smmu-v3 (\\S+): ");
    private static final Pattern SMMU_V2 = Pattern.compile("^arm-smmu (\\S+): ");

    private final Machine machine;
    private final FirmwareParts parts;
    private final KernelLog log;

    LoggedIommuReader(Machine machine, FirmwareParts parts) {
        this.machine = machine;
        this.parts = parts;
        this.log = machine.log();
    }

    /// Adds IOMMUs if nothing else knew any.
    void read() {
        if (!parts.iommus.isEmpty() || machine.snapshot().first().isFolder(SysfsIommu.CLASS)) {
            return;
        }
        boolean groups =
                machine.snapshot().first().isFolder(Snapshot.GROUPS)
                        || machine.folders().stream()
                                .anyMatch(f -> f.linkName("iommu_group").isPresent());
        if (isPower()) {
            machine.notes()
                    .warning(
                            "IOMMU",
                            "POWER gives a group to each partitionable endpoint, which is not"
                                    + " modelled: no function gets a computed group");
        } else if (machine.isX86()) {
            List<PciFunction> amd = amdFunctions();
            if (!amd.isEmpty() && (groups || log.has("AMD-Vi: "))) {
                addAmd(amd);
            } else if (log.find(UNIT).isPresent() || (groups && hasIntel())) {
                addVtd();
            }
        } else if (groups || log.find(SMMU_V3).isPresent() || log.find(SMMU_V2).isPresent()) {
            addSmmus();
        }
    }

    /// Its host bridges show as root ports of IBM, and its kernel speaks of its firmware.
    private boolean isPower() {
        return log.has("PowerNV")
                || log.has("pseries")
                || log.has("ppc64")
                || machine.functions().stream()
                        .anyMatch(f ->
                                f.identity().id().vendor() == IBM
                                        && f.kind() == FunctionKind.ROOT_PORT);
    }

    private boolean hasIntel() {
        return machine.functions().stream().anyMatch(f -> f.identity().id().vendor() == INTEL);
    }

    private List<PciFunction> amdFunctions() {
        return machine.functions().stream()
                .filter(f -> f.identity().baseAndSubClass() == CLASS_IOMMU)
                .filter(f -> f.identity().id().vendor() != INTEL)
                .toList();
    }

    /// The unit that serves all functions is the last; what the others serve no log tells.
    private void addVtd() {
        List<Long> bases =
                log.all(UNIT).flatMap(m -> Numbers.parseHex(m.group(1)).stream()).toList();
        if (bases.isEmpty()) {
            bases = List.of(0L);
        }
        for (long base : bases) {
            String name = parts.nextIommu("dmar");
            parts.iommus.add(
                    new Iommu(
                            name, registers(base), base == 0 ? null : HostPhysical.of(base), null));
        }
        String last = parts.iommus.getLast().name();
        machine.segments().forEach(segment -> serve(segment, 0, LAST_REQUESTER, last, 0));
        note(
                last,
                "DMAR",
                "it is taken to serve every function, and reserved memory (RMRR) is not known;"
                        + " where the log names no registers, usual ones are assumed");
    }

    private IommuHardware registers(long base) {
        return log.all(REGISTERS)
                .filter(m -> Numbers.parseHex(m.group(1)).filter(at -> at == base).isPresent())
                .map(m ->
                        new IommuHardware.Vtd(
                                new Register64(Numbers.parseHex(m.group(2)).orElse(0L)),
                                new Register64(Numbers.parseHex(m.group(3)).orElse(0L))))
                .findFirst()
                .orElse(IommuHardware.Vtd.USUAL);
    }

    /// AMD's firmware lists the functions after the IOMMU's own, as far as the next IOMMU's bus.
    private void addAmd(List<PciFunction> functions) {
        for (int i = 0; i < functions.size(); i++) {
            PciAddress at = functions.get(i).at();
            String name = parts.nextIommu("ivhd");
            parts.iommus.add(new Iommu(name, amd(), null, at));
            Optional<PciAddress> next =
                    i + 1 < functions.size()
                            ? Optional.of(functions.get(i + 1).at())
                                    .filter(n -> n.segment() == at.segment())
                            : Optional.empty();
            int last = next.map(n -> (n.bus() << 8) - 1).orElse(LAST_REQUESTER);
            int first = at.requesterId().bits() + 1;
            if (first <= last) {
                serve(at.segment(), first, last, name, 0);
            }
            note(
                    name,
                    "IVRS",
                    "it is taken to serve every function after its own, %s, up to requester %04x"
                            .formatted(at, last));
        }
    }

    /// The log prints both feature registers, older kernels only the first; of all IOMMUs alike.
    private IommuHardware amd() {
        return log.find(FEATURES)
                .map(m ->
                        new IommuHardware.AmdVi(
                                0,
                                new Register64(Numbers.parseHex(m.group(1)).orElse(0L)),
                                new Register64(
                                        Optional.ofNullable(m.group(2))
                                                .flatMap(Numbers::parseHex)
                                                .orElse(0L))))
                .orElse(new IommuHardware.AmdVi(0, new Register64(0)));
    }

    private void addSmmus() {
        Set<String> names = new LinkedHashSet<>();
        log.all(SMMU_V3).forEach(m -> names.add(m.group(1)));
        boolean second = names.isEmpty() && log.find(SMMU_V2).isPresent();
        if (second) {
            log.all(SMMU_V2).forEach(m -> names.add(m.group(1)));
        }
        SmmuNames known = SmmuNames.of(machine.snapshot().first(), log);
        SmmuLog hardware = new SmmuLog(log, machine.notes());
        List<String> devices = names.isEmpty() ? List.of("") : new ArrayList<>(names);
        for (String device : devices) {
            Optional<String> named = Optional.of(device).filter(d -> !d.isEmpty());
            parts.iommus.add(
                    new Iommu(
                            parts.nextIommu("smmu"),
                            second
                                    ? hardware.smmuV2(named)
                                    : hardware.smmuV3(named, parts.iommus.size(), false, false),
                            known.baseOf(device).map(HostPhysical::of).orElse(null),
                            null));
        }
        String first = parts.iommus.getFirst().name();
        machine.segments()
                .forEach(segment ->
                        serve(segment, 0, LAST_REQUESTER, first, (segment & 0xffff) << 16));
        note(
                first,
                "IORT or device tree",
                "it is taken to serve every function, with stream IDs made of segment and requester"
                        + " ID");
    }

    private void serve(int segment, int first, int last, String name, int base) {
        parts.idMaps.add(
                new IdMap(
                        IdMap.Role.IOMMU,
                        segment,
                        new RequesterId(first),
                        new RequesterId(last),
                        name,
                        base | first));
    }

    private void note(String name, String table, String assumption) {
        machine.notes()
                .warning(
                        name,
                        "no %s is recorded that tells which functions it serves: %s"
                                .formatted(table, assumption));
    }
}
