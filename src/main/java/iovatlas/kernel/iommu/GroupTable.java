package iovatlas.kernel.iommu;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;
import iovatlas.kernel.pci.AcsVerdict;
import iovatlas.kernel.pci.AcsWord;
import iovatlas.kernel.pci.PciNode;
import iovatlas.kernel.pci.PciTree;
import iovatlas.topology.Iommu;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The IOMMU groups of a machine at one moment, as an immutable value. Changes make a new table.
public final class GroupTable {

    private final Machine machine;
    private final GroupState state;

    GroupTable(Machine machine, GroupState state) {
        this.machine = machine;
        this.state = state;
    }

    public Topology topology() {
        return machine.topology();
    }

    public BootFacts facts() {
        return machine.facts();
    }

    public PciTree tree() {
        return machine.tree();
    }

    /// All groups, ascending by number.
    public List<IommuGroup> groups() {
        return List.copyOf(state.groups().values());
    }

    public Optional<IommuGroup> group(int number) {
        return Optional.ofNullable(state.groups().get(number));
    }

    public Optional<IommuGroup> groupOf(PciAddress at) {
        Integer number = state.groupOf().get(at);
        return number == null ? Optional.empty() : group(number);
    }

    /// The number of the group that VFIO made for a function without IOMMU, empty when it made none.
    public Optional<Integer> noIommuGroup(PciAddress at) {
        return Optional.ofNullable(state.noIommu().get(at));
    }

    /// The function for which VFIO made the group of that number without IOMMU.
    public Optional<PciAddress> noIommuMember(int number) {
        return state.noIommu().entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The group of a device on no PCI bus.
    public Optional<IommuGroup> groupOfDevice(String name) {
        return Optional.ofNullable(state.groupOfOther().get(name))
                .flatMap(this::group)
                .or(() -> emulatedGroup(name));
    }

    /// The group that VFIO made for a mediated device, empty while the device cannot exist.
    public Optional<IommuGroup> emulatedGroup(String mediatedDevice) {
        return Optional.ofNullable(state.emulated().get(mediatedDevice)).flatMap(this::group);
    }

    /// The mediated device for which VFIO made the group of that number.
    public Optional<String> emulatedMember(int number) {
        return state.emulated().entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Whether a group's number was recorded rather than computed.
    public boolean isNumberObserved(int number) {
        return state.observedNumbers().contains(number);
    }

    /// The PCI functions without group, ascending by address.
    public List<PciAddress> ungrouped() {
        return Grouping.without(machine, state).stream().map(PciNode::at).sorted().toList();
    }

    /// Why a function has no group, empty when it has one.
    public Optional<Reason> whyUngrouped(PciAddress at) {
        return Optional.ofNullable(state.refusals().get(at));
    }

    /// The reserved regions of a function in driver order, before any merging.
    public List<ReservedRegion> regionsOf(PciAddress at) {
        return new DeviceRegions(machine).of(at);
    }

    /// Name of the IOMMU that translates for a function.
    public Optional<String> iommuOf(PciAddress at) {
        return iommu(at).map(Iommu::name);
    }

    /// The IOMMU that translates for a function.
    public Optional<Iommu> iommu(PciAddress at) {
        return side(at).map(IommuSide::iommu);
    }

    /// The stream IDs (source IDs, endpoint IDs) of a function, its own first, each unsigned 32
    /// bits; empty when no IOMMU translates for it.
    public List<Integer> streamIds(PciAddress at) {
        return side(at).map(IommuSide::streamIds).orElse(List.of());
    }

    /// The ACS words in force, empty for a function without the capability.
    public Optional<AcsWord> acs(PciAddress at) {
        return machine.tree()
                .node(at)
                .flatMap(node -> Optional.ofNullable(machine.judge().settings().of(node)));
    }

    /// Whether a function keeps its peers apart as far as the kernel believes, with the reason.
    public Optional<AcsVerdict> acsVerdict(PciAddress at) {
        return machine.tree().node(at).map(machine.judge()::verdict);
    }

    /// How a function came to its group, empty when it has none.
    public Optional<JoinLink> linkOf(PciAddress at) {
        return Optional.ofNullable(state.links().get(at));
    }

    /// What the domain is like that VFIO or iommufd gets for a function, empty when no IOMMU
    /// translates for it.
    public Optional<DomainShape> shapeFor(PciAddress at) {
        return iommu(at).map(new DomainShapes(machine)::of);
    }

    /// What the table is like that iommufd gets for a function with flags of IOMMU_HWPT_ALLOC, empty
    /// when the IOMMU's driver does not take them or no IOMMU translates for it.
    public Optional<DomainShape> shapeFor(PciAddress at, int flags) {
        var able = new TableFlags(facts().release().value(), facts().commandLine().value());
        return flags == 0
                ? shapeFor(at)
                : iommu(at)
                        .filter(iommu -> able.fit(iommu, flags))
                        .map(new DomainShapes(machine)::secondStage);
    }

    /// Why a domain from an IOMMU is as it is, empty when there is no such IOMMU.
    ///
    /// @param second whether it is a table that others can nest in or that logs what was written
    public Optional<ShapeReasons> whyShape(String iommu, boolean second) {
        var shapes = new DomainShapes(machine);
        return topology()
                .iommu(iommu)
                .map(found ->
                        new ShapeExplaining(machine)
                                .of(found, second ? shapes.secondStage(found) : shapes.of(found)));
    }

    /// Whether no member of a group can forge the interrupts of others.
    ///
    /// @throws IllegalArgumentException when there is no group of that number
    public IsolatedMsi isolatedMsi(int number) {
        IommuGroup group =
                group(number).orElseThrow(() -> new IllegalArgumentException("no group " + number));
        return new MsiIsolation(machine).of(group);
    }

    /// The MSI controller that a function's messages go to.
    public Optional<MsiController> msiController(PciAddress at) {
        return Optional.ofNullable(new MsiIsolation(machine).controllerOf(at));
    }

    /// Why two functions share a group, or why not.
    public Explanation explain(PciAddress first, PciAddress second) {
        return Explaining.of(this, first, second);
    }

    /// The driver bound to a function.
    public Optional<String> driverOf(PciAddress at) {
        return Optional.ofNullable(state.drivers().get(at));
    }

    /// A driver is tried on a function and stays; some kernels give the function its group only
    /// now. Whether the kernel lets the driver have it is for the caller to know.
    public GroupTable bind(PciAddress at, String driver) {
        GroupState bound = TableChange.bind(machine, state, at).withDriver(at, driver);
        return new GroupTable(machine, SoftwareGroups.settled(machine, bound));
    }

    /// A driver leaves a function; its group stays as it is, unless VFIO had made it without IOMMU.
    public GroupTable unbind(PciAddress at) {
        return new GroupTable(machine, SoftwareGroups.settled(machine, state.withDriver(at, null)));
    }

    /// A function appears; one that was at its address before disappears first.
    public GroupTable hotAdd(PciFunction function) {
        return TableChange.add(this, List.of(function));
    }

    /// A function, everything below it and its virtual functions disappear.
    public GroupTable hotRemove(PciAddress at) {
        return TableChange.remove(this, at);
    }

    /// The type of default domain that a group's members get at boot, and why. A write to the `type`
    /// file may have changed it since.
    ///
    /// @throws IllegalArgumentException when there is no group of that number
    public TypeChoice bootType(int number) {
        IommuGroup group =
                group(number).orElseThrow(() -> new IllegalArgumentException("no group " + number));
        return new DefaultDomains(machine).choiceFor(group.members());
    }

    /// A write to the `type` file of a function's group.
    ///
    /// @param inUse whether a member has a driver that uses the DMA API, or somebody owns the group
    /// @return the table afterwards and what the kernel answers: EACCES where the file is read-only,
    ///     EINVAL for a word that it does not take or an IOMMU driver that insists, EPERM for a group
    ///     in use, ENODEV when the function has no group
    public Transition<GroupTable, DomainType> setType(
            PciAddress at, DomainType wanted, boolean inUse) {
        IommuGroup group = groupOf(at).orElse(null);
        if (group == null) {
            return new Transition<>(
                    this,
                    Outcome.refuse(
                            Errno.ENODEV,
                            DomainRules.NO_GROUP,
                            new Evidence.OfFunction("function", at)));
        }
        Outcome<DomainType> outcome = new TypeChange(machine, group, wanted).outcome(inUse);
        return new Transition<>(
                outcome.isOk()
                        ? new GroupTable(machine, state.withGroup(group.withType(wanted)))
                        : this,
                outcome);
    }

    Machine machine() {
        return machine;
    }

    GroupState state() {
        return state;
    }

    private Optional<IommuSide> side(PciAddress at) {
        PciNode node = machine.tree().node(at).orElse(null);
        return node == null ? Optional.empty() : machine.coverage().of(node);
    }
}
