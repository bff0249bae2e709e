package iovatlas.importer.sysfs;

import iovatlas.importer.pci.ConfigSpace;
import iovatlas.importer.pci.FunctionRegisters;
import iovatlas.observation.ObservedFunction;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;
import iovatlas.topology.PciIdentity;
import iovatlas.topology.ResetMethod;
import iovatlas.topology.SriovCapability;
import iovatlas.topology.VirtualFunction;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one function's folder.
final class FunctionReader {

    private static final int CLASS_PCI_BRIDGE = 0x0604;
    private static final int EXTENDED_BYTES = 4096;

    private final Notes notes;
    private final Map<PciAddress, Map<String, Integer>> indices = new HashMap<>();

    FunctionReader(Notes notes) {
        this.notes = notes;
    }

    /// A function as it is and as it was seen.
    ///
    /// @param kindKnown false when the kind is still to be guessed from its place
    record Result(
            FunctionFolder folder,
            PciFunction function,
            ObservedFunction observed,
            boolean kindKnown) {}

    Result read(FunctionFolder folder) {
        ConfigSpace config = new ConfigSpace(folder.bytes("config").orElse(new byte[0]));
        @Nullable FunctionRegisters registers =
                config.answers() || (isVirtual(folder) && config.size() >= ConfigSpace.HEADER_SIZE)
                        ? FunctionRegisters.read(config)
                        : null;
        remarkSize(folder.at(), config, registers);
        PciIdentity identity = identity(folder, registers);
        FunctionKind kind = kind(registers, identity);
        @Nullable String driver = folder.linkName("driver").orElse(null);
        PciFunction function =
                new PciFunction(
                        folder.at(),
                        kind,
                        "",
                        identity,
                        registers != null && registers.multifunction(),
                        kind.isBridge() ? buses(folder, registers) : null,
                        capabilities(folder, registers),
                        virtual(folder),
                        List.of(),
                        Bars.parse(folder, notes),
                        driver);
        boolean known = registers != null && registers.kindKnown();
        return new Result(folder, function, observed(folder, registers, driver), known);
    }

    private void remarkSize(
            PciAddress at, ConfigSpace config, @Nullable FunctionRegisters registers) {
        if (registers == null) {
            notes.count(
                    config.size() == 0
                            ? "function has no configuration space file"
                            : "function does not answer in configuration space",
                    at.toString());
        } else if (!config.hasCapabilities()) {
            notes.count(
                    "only 64 bytes of configuration space were readable (recorded without"
                            + " privilege), so capabilities are not known",
                    at.toString());
        } else if (registers.kind().isPcie() && config.size() < EXTENDED_BYTES) {
            notes.count(
                    "extended configuration space is missing, so ACS and SR-IOV are not known",
                    at.toString());
        }
    }

    private static boolean isVirtual(FunctionFolder folder) {
        return folder.linkName("physfn").isPresent();
    }

    /// sysfs knows better than configuration space: a virtual function reads all ones there.
    private static PciIdentity identity(
            FunctionFolder folder, @Nullable FunctionRegisters registers) {
        PciIdentity raw = registers == null ? PciIdentity.UNKNOWN : registers.identity();
        return new PciIdentity(
                id(folder, "vendor", "device", raw.id()),
                id(folder, "subsystem_vendor", "subsystem_device", raw.subsystem()),
                folder.number("revision").map(n -> (int) (n & 0xff)).orElse(raw.revision()),
                folder.number("class").map(n -> (int) (n & 0xffffff)).orElse(raw.classCode()));
    }

    private static PciId id(FunctionFolder folder, String vendor, String device, PciId other) {
        Optional<Long> first = folder.number(vendor);
        Optional<Long> second = folder.number(device);
        if (first.isEmpty() || second.isEmpty()) {
            return other;
        }
        return first.get() == 0 && vendor.startsWith("subsystem")
                ? PciId.UNKNOWN
                : new PciId((int) (first.get() & 0xffff), (int) (second.get() & 0xffff));
    }

    private static FunctionKind kind(@Nullable FunctionRegisters registers, PciIdentity identity) {
        if (registers != null) {
            return registers.kind();
        }
        return identity.baseAndSubClass() == CLASS_PCI_BRIDGE
                ? FunctionKind.CONVENTIONAL_BRIDGE
                : FunctionKind.CONVENTIONAL;
    }

    private static @Nullable BusRange buses(
            FunctionFolder folder, @Nullable FunctionRegisters registers) {
        if (registers != null && registers.buses() != null) {
            return registers.buses();
        }
        long first = folder.number("secondary_bus_number").orElse(0L);
        long last = folder.number("subordinate_bus_number").orElse(0L);
        return first > 0 && first <= last && last <= 255
                ? new BusRange((int) first, (int) last)
                : null;
    }

    private static PciCapabilities capabilities(
            FunctionFolder folder, @Nullable FunctionRegisters registers) {
        PciCapabilities read = registers == null ? PciCapabilities.NONE : registers.capabilities();
        Set<ResetMethod> resets = EnumSet.noneOf(ResetMethod.class);
        resets.addAll(read.resets());
        for (String word : folder.line("reset_method").orElse("").split("\\s+", -1)) {
            switch (word) {
                case "device_specific" -> resets.add(ResetMethod.DEVICE_SPECIFIC);
                case "acpi" -> resets.add(ResetMethod.ACPI);
                default -> {
                    // The other words follow from the capabilities or reset more than the function.
                }
            }
        }
        return new PciCapabilities(
                read.acs(),
                read.msi(),
                read.msix(),
                sriov(folder, read.sriov()),
                read.ari(),
                read.ats(),
                read.pri(),
                read.pasid(),
                resets,
                read.interruptPin());
    }

    private static @Nullable SriovCapability sriov(
            FunctionFolder folder, @Nullable SriovCapability read) {
        Optional<Long> total = folder.number("sriov_totalvfs");
        if (read != null || total.isEmpty() || total.get() > 0xffff) {
            return read;
        }
        return new SriovCapability(
                total.get().intValue(),
                (int) Math.min(folder.number("sriov_numvfs").orElse(0L), total.get()),
                (int) (folder.number("sriov_offset").orElse(0L) & 0xffff),
                (int) (folder.number("sriov_stride").orElse(0L) & 0xffff),
                folder.line("sriov_vf_device")
                        .flatMap(Numbers::parseHex)
                        .map(n -> (int) (n & 0xffff))
                        .orElse(0xffff));
    }

    private @Nullable VirtualFunction virtual(FunctionFolder folder) {
        Optional<String> physical = folder.linkName("physfn").filter(PciAddress::isAddress);
        if (physical.isEmpty()) {
            return null;
        }
        PciAddress above = PciAddress.parse(physical.get());
        int index =
                indices.computeIfAbsent(above, _ -> indices(folder))
                        .getOrDefault(folder.at().toString(), 0);
        return new VirtualFunction(above, index);
    }

    /// The numbers of all virtual functions of one physical function, by their names.
    private static Map<String, Integer> indices(FunctionFolder virtual) {
        Map<String, Integer> indices = new HashMap<>();
        String physical = virtual.path() + "/physfn";
        for (String name : virtual.tree().names(physical)) {
            if (name.matches("virtfn\\d{1,5}")) {
                virtual.tree()
                        .linkName(physical + "/" + name)
                        .ifPresent(
                                target -> indices.put(target, Integer.valueOf(name.substring(6))));
            }
        }
        return indices;
    }

    private static ObservedFunction observed(
            FunctionFolder folder, @Nullable FunctionRegisters registers, @Nullable String driver) {
        return new ObservedFunction(
                folder.at(),
                driver,
                registers == null ? null : registers.acsControl(),
                registers == null ? null : registers.busMaster(),
                registers != null && registers.msiEnabled(),
                registers != null && registers.msixEnabled(),
                registers == null ? List.of() : registers.messages(),
                folder.interrupts());
    }
}
