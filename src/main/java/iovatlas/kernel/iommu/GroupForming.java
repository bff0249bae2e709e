package iovatlas.kernel.iommu;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Groups in the making: devices are probed one after another, then the result is taken.
///
/// Source: `drivers/iommu/iommu.c:__iommu_probe_device, iommu_init_device`.
final class GroupForming {

    private static final String MC_BUS = "fsl-mc";
    private static final String MC_CONTAINER = "dprc";

    private final Machine machine;
    private final GroupNumbers groups;
    private final Map<PciAddress, Integer> groupOf;
    private final Map<String, Integer> groupOfOther;
    private final Map<PciAddress, JoinLink> links;
    private final Map<PciAddress, Reason> refusals;
    private final StreamTable streams;
    private final Map<PciAddress, String> drivers;
    private final Set<Integer> observedNumbers;
    private final Map<PciAddress, Integer> noIommu;
    private final Map<String, Integer> emulated;
    private final PciGroupSearch search;

    /// Goes on from an earlier state, [GroupState#EMPTY] at boot.
    GroupForming(Machine machine, GroupState state) {
        this.machine = machine;
        this.groups = new GroupNumbers(state);
        this.groupOf = new HashMap<>(state.groupOf());
        this.groupOfOther = new HashMap<>(state.groupOfOther());
        this.links = new HashMap<>(state.links());
        this.refusals = new HashMap<>(state.refusals());
        this.observedNumbers = state.observedNumbers();
        this.noIommu = state.noIommu();
        this.emulated = state.emulated();
        this.drivers = new HashMap<>(state.drivers());
        this.streams = new StreamTable(machine.release(), state.streams());
        this.search = new PciGroupSearch(machine.tree(), machine.judge(), n -> isGrouped(n.at()));
    }

    boolean isGrouped(PciAddress at) {
        return groupOf.containsKey(at);
    }

    /// Takes the driver of a function that has just appeared from its description.
    void noteDriver(PciNode node) {
        String driver = node.function().driver();
        if (driver != null) {
            drivers.put(node.at(), driver);
        }
    }

    /// Notes why a function that is not probed has no group.
    void leaveOut(PciAddress at, Reason reason) {
        refusals.put(at, reason);
    }

    /// Probes one PCI function.
    ///
    /// @return null when it has a group now or the kernel shrugs its failure off, else the error
    ///     that aborts the registration of an IOMMU
    @Nullable Reason probe(PciNode node) {
        if (isGrouped(node.at())) {
            return null;
        }
        IommuSide side = machine.coverage().of(node).orElse(null);
        if (side == null) {
            refusals.put(node.at(), machine.coverage().whyNot(node));
            return null;
        }
        Reason error = streams.claim(side, node.at().toString());
        if (error != null) {
            refusals.put(node.at(), error);
            return error.rule().equals(GroupRules.STREAM_ID_TAKEN) ? null : error;
        }
        boolean shared = side.iommu().kind() == IommuKind.SMMU_V2;
        if (shared && streams.groupsDiffer(side)) {
            streams.release(side, node.at().toString());
            return refuse(node, Reason.of(GroupRules.STREAM_MAP_CONFLICT, named(node)));
        }
        int number = shared ? streams.sharedGroup(side) : StreamEntry.NO_GROUP;
        if (number == StreamEntry.NO_GROUP) {
            admit(search.search(node));
        } else {
            admitToStreamMap(node, side, number);
        }
        if (shared) {
            streams.remember(side, numberOf(node.at()));
        }
        return virtioAlias(node, side);
    }

    /// Probes a device on no PCI bus.
    void probe(PlatformDevice device) {
        String behind = device.iommu();
        var iommu = behind == null ? null : machine.topology().iommu(behind).orElse(null);
        boolean done = groupOfOther.containsKey(device.name());
        if (done || iommu == null || !machine.facts().iommuOn().value()) {
            return;
        }
        IommuSide side = new IommuSide(iommu, device.streamIds());
        if (streams.claim(side, device.name()) != null) {
            return;
        }
        int number =
                iommu.kind() == IommuKind.SMMU_V2
                        ? streams.sharedGroup(side)
                        : StreamEntry.NO_GROUP;
        if (number == StreamEntry.NO_GROUP) {
            number =
                    iommu.kind() == IommuKind.AMD_VI
                            ? sharedDeviceGroup(device)
                            : containerGroup(device);
        }
        FormedGroup group = number == StreamEntry.NO_GROUP ? groups.add() : groups.get(number);
        group.others().add(device.name());
        groupOfOther.put(device.name(), group.number());
        streams.remember(side, group.number());
    }

    /// The group of another device that the IVRS gives the same device ID.
    ///
    /// Source: `drivers/iommu/amd/iommu.c:acpihid_device_group`.
    private int sharedDeviceGroup(PlatformDevice device) {
        for (PlatformDevice other : machine.topology().platformDevices()) {
            Integer number = groupOfOther.get(other.name());
            if (number != null
                    && !device.streamIds().isEmpty()
                    && other.streamIds().equals(device.streamIds())
                    && Objects.equals(other.iommu(), device.iommu())) {
                return number;
            }
        }
        return StreamEntry.NO_GROUP;
    }

    /// The group of the fsl-mc container that a device is in: the container (`dprc.N`) and its devices
    /// send one stream ID.
    ///
    /// Source: `drivers/iommu/iommu.c:fsl_mc_device_group`.
    private int containerGroup(PlatformDevice device) {
        if (!device.bus().equals(MC_BUS) || device.name().startsWith(MC_CONTAINER)) {
            return StreamEntry.NO_GROUP;
        }
        for (PlatformDevice other : machine.topology().platformDevices()) {
            Integer number = groupOfOther.get(other.name());
            if (number != null
                    && other.name().startsWith(MC_CONTAINER)
                    && other.bus().equals(MC_BUS)
                    && other.streamIds().equals(device.streamIds())) {
                return number;
            }
        }
        return StreamEntry.NO_GROUP;
    }

    /// Takes a function out of its group; an emptied group vanishes and its number is free again.
    void remove(PciNode node) {
        PciAddress at = node.at();
        Integer number = groupOf.remove(at);
        links.remove(at);
        refusals.remove(at);
        drivers.remove(at);
        if (number != null) {
            machine.coverage().of(node).ifPresent(s -> streams.release(s, at.toString()));
            groups.get(number).members().remove(at);
            groups.dropIfEmpty(number);
        }
    }

    /// The registration of an IOMMU failed: everything behind it leaves its group.
    void dropInstance(String iommu, Reason cause) {
        for (PciNode node : machine.tree().nodes()) {
            IommuSide side = machine.coverage().of(node).orElse(null);
            if (side != null && side.iommu().name().equals(iommu)) {
                refuse(
                        node,
                        new Reason(
                                GroupRules.REGISTRATION_FAILED,
                                List.of(
                                        cause.evidence().getFirst(),
                                        new Evidence.OfText("", iommu))));
            }
        }
    }

    /// The function stays without group.
    Reason refuse(PciNode node, Reason reason) {
        String driver = drivers.get(node.at());
        remove(node);
        if (driver != null) {
            drivers.put(node.at(), driver);
        }
        refusals.put(node.at(), reason);
        return reason;
    }

    /// The result. Groups that nothing touched are the objects of the earlier state.
    GroupState take() {
        DefaultDomains domains = new DefaultDomains(machine);
        DeviceRegions regions = new DeviceRegions(machine);
        return new GroupState(
                groups.finish(domains, regions),
                groupOf,
                groupOfOther,
                links,
                refusals,
                streams.entries(),
                drivers,
                observedNumbers,
                noIommu,
                emulated);
    }

    private void admit(JoinLink link) {
        PciAddress through = link.through();
        FormedGroup group = through == null ? groups.add() : groups.get(numberOf(through));
        join(group, link);
    }

    private void admitToStreamMap(PciNode node, IommuSide side, int number) {
        FormedGroup group = groups.get(number);
        PciAddress other = group.members().isEmpty() ? null : group.members().getFirst();
        Reason reason =
                Reason.of(
                        GroupRules.STREAM_MAP_SHARED,
                        named(node),
                        new Evidence.OfText("device", streams.ownerOf(side)),
                        new Evidence.OfText(
                                "",
                                new StreamKey(side.iommu().name(), side.streamIds().getLast())
                                        .toString()));
        join(group, new JoinLink(node.at(), other, List.of(reason)));
    }

    private void join(FormedGroup group, JoinLink link) {
        group.members().add(link.joined());
        groupOf.put(link.joined(), group.number());
        links.put(link.joined(), link);
        refusals.remove(link.joined());
    }

    private int numberOf(PciAddress at) {
        Integer number = groupOf.get(at);
        if (number == null) {
            throw new IllegalStateException(at + " has no group");
        }
        return number;
    }

    private static @Nullable Reason virtioAlias(PciNode node, IommuSide side) {
        return side.iommu().kind() == IommuKind.VIRTIO_IOMMU && side.hasAliasIds()
                ? Reason.of(
                        GroupRules.VIRTIO_ALIAS_REFUSED,
                        named(node),
                        new Evidence.OfText(
                                "", "0x" + Integer.toHexString(side.streamIds().getLast())))
                : null;
    }

    private static Evidence named(PciNode node) {
        return new Evidence.OfFunction(node.function().kind().spelling(), node.at());
    }
}
