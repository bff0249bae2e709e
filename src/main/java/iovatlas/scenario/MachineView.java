package iovatlas.scenario;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.iommu.BoundDrivers;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.IsolatedMsi;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.kernel.iommufd.HardwareInformation;
import iovatlas.kernel.iommufd.IommufdHost;
import iovatlas.kernel.pci.PciTree;
import iovatlas.kernel.vfio.GroupTraits;
import iovatlas.topology.Iommu;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// A machine with its groups and drivers as VFIO looks at it. Remembers what it worked out.
final class MachineView implements IommufdHost {

    /// IOMMU_HWPT_ALLOC_DIRTY_TRACKING.
    private static final int DIRTY_TRACKING = 2;

    private final GroupTable groups;
    private final Map<Integer, Optional<GroupTraits>> known = new ConcurrentHashMap<>();

    MachineView(GroupTable groups) {
        this.groups = groups;
    }

    @Override
    public BootFacts facts() {
        return groups.facts();
    }

    @Override
    public Optional<GroupTraits> group(int number) {
        return known.computeIfAbsent(number, n -> groups.group(n).flatMap(this::traits));
    }

    @Override
    public Optional<PciAddress> noIommuMember(int group) {
        return groups.noIommuMember(group);
    }

    @Override
    public Optional<String> emulatedMember(int group) {
        return groups.emulatedMember(group);
    }

    @Override
    public Optional<GroupTraits> groupOf(PciAddress at) {
        return groups.groupOf(at).flatMap(g -> group(g.number()));
    }

    @Override
    public Optional<PciFunction> function(PciAddress at) {
        return groups.tree().function(at);
    }

    @Override
    public boolean canReset(PciAddress at) {
        Optional<PciFunction> function = function(at);
        if (function.isEmpty()) {
            return false;
        }
        return !function.get().capabilities().resets().isEmpty() || isAloneBelowBridge(at);
    }

    @Override
    public List<ReservedRegion> regionsOf(PciAddress at) {
        return groups.regionsOf(at);
    }

    @Override
    public Optional<DomainShape> shapeOf(PciAddress at) {
        return groups.shapeFor(at);
    }

    @Override
    public HardwareInformation hardwareOf(PciAddress at) {
        return HardwareInformation.of(
                groups.iommu(at).map(Iommu::kind).orElse(null),
                function(at).filter(f -> f.capabilities().ats()).isPresent(),
                groups.shapeFor(at, DIRTY_TRACKING).isPresent(),
                facts().release().value());
    }

    @Override
    public Optional<DomainShape> shapeOf(PciAddress at, int flags) {
        return groups.shapeFor(at, flags);
    }

    private boolean isAloneBelowBridge(PciAddress at) {
        PciTree tree = groups.tree();
        return tree.bridgeAbove(at).isPresent()
                && tree.registrationOrder().stream().filter(f -> f.at().sameBus(at)).count() == 1;
    }

    private Optional<GroupTraits> traits(IommuGroup group) {
        if (group.members().isEmpty()) {
            return Optional.empty();
        }
        PciAddress first = group.members().getFirst();
        Optional<Iommu> iommu = groups.iommu(first);
        Optional<DomainShape> shape = groups.shapeFor(first);
        if (iommu.isEmpty() || shape.isEmpty()) {
            return Optional.empty();
        }
        IsolatedMsi isolated = groups.isolatedMsi(group.number());
        return Optional.of(
                new GroupTraits(
                        group.number(),
                        bound(group, BoundDrivers::isVfio),
                        bound(group, BoundDrivers::usesDmaApi),
                        group.reserved(),
                        direct(group),
                        iommu.get().kind(),
                        shape.get(),
                        isolated.holds() ? null : isolated.reason()));
    }

    private List<PciAddress> bound(IommuGroup group, Predicate<String> kind) {
        return group.members().stream()
                .filter(at -> groups.driverOf(at).filter(kind).isPresent())
                .toList();
    }

    private @Nullable PciAddress direct(IommuGroup group) {
        for (PciAddress member : group.members()) {
            if (groups.regionsOf(member).stream()
                    .anyMatch(region -> region.type() == ReservedType.DIRECT)) {
                return member;
            }
        }
        return null;
    }
}
