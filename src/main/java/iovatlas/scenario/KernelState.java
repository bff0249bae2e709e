package iovatlas.scenario;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.doorbell.DefaultDomains;
import iovatlas.kernel.doorbell.HostInterrupts;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommufd.Context;
import iovatlas.kernel.iommufd.IommufdHost;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the kernel holds at one moment of a scenario.
public final class KernelState {

    private final BootFacts facts;
    private final GroupTable groups;
    private final MachineView machine;
    private final IommufdState users;
    private final HostInterrupts interrupts;
    private final OpenedNames names;
    private final UserWrites writes;
    private final MapSteps mapSteps;
    private final LogChain log;
    // Made when somebody looks; every maker makes the same.
    private volatile @Nullable List<SpaceView> spaces;

    private KernelState(Builder builder) {
        this.facts = builder.facts;
        this.groups = builder.groups;
        this.machine = builder.machine;
        this.users = builder.users;
        this.names = builder.names;
        this.interrupts = builder.interrupts;
        this.writes = builder.writes;
        this.mapSteps = builder.mapSteps;
        this.log = builder.log;
    }

    private static final class Builder {
        private final BootFacts facts;
        private final MapSteps mapSteps;
        private GroupTable groups;
        private MachineView machine;
        private HostInterrupts interrupts;
        private IommufdState users = IommufdState.of(VfioState.EMPTY);
        private OpenedNames names = OpenedNames.NONE;
        private UserWrites writes = UserWrites.NONE;
        private LogChain log = LogChain.EMPTY;

        Builder(
                BootFacts facts,
                MapSteps mapSteps,
                GroupTable groups,
                MachineView machine,
                HostInterrupts interrupts) {
            this.facts = facts;
            this.mapSteps = mapSteps;
            this.groups = groups;
            this.machine = machine;
            this.interrupts = interrupts;
        }

        KernelState build() {
            return new KernelState(this);
        }
    }

    private Builder changed() {
        var builder = new Builder(facts, mapSteps, groups, machine, interrupts);
        builder.users = users;
        builder.names = names;
        builder.writes = writes;
        builder.log = log;
        return builder;
    }

    /// The state right after boot, with nothing open.
    ///
    /// @param mapSteps the steps of the scenario
    static KernelState boot(GroupTable groups, MapSteps mapSteps) {
        BootFacts facts = groups.facts();
        HostInterrupts interrupts =
                HostInterrupts.boot(
                        groups.topology(), facts, groups.tree(), new KernelDomains(groups));
        KernelState state =
                new Builder(facts, mapSteps, groups, new MachineView(groups), interrupts).build();
        return state.withLog(BootLog.lines(groups));
    }

    /// The machine as it is now: functions come and go with hot-plug steps.
    public Topology topology() {
        return groups.topology();
    }

    public BootFacts facts() {
        return facts;
    }

    public GroupTable groups() {
        return groups;
    }

    /// The machine as VFIO and iommufd see it.
    public IommufdHost vfioHost() {
        return machine;
    }

    /// Every message-signalled interrupt of the host.
    public HostInterrupts interrupts() {
        return interrupts;
    }

    /// Containers and IOASes of the document, in its order, as they are now.
    public List<SpaceView> spaces() {
        List<SpaceView> made = spaces;
        if (made == null) {
            made = new SpaceProjection(this).spaces();
            spaces = made;
        }
        return made;
    }

    /// The container or IOAS of that name.
    public Optional<SpaceView> space(String name) {
        return spaces().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /// What the kernel printed so far.
    public List<String> log() {
        return log.all();
    }

    /// The driver that is bound to a function now.
    public Optional<String> driverOf(PciAddress at) {
        return groups.driverOf(at);
    }

    /// Open groups, containers and device files.
    public VfioState vfio() {
        return users.vfio();
    }

    /// The name of the space that a function's group is attached to, if it is attached.
    public Optional<String> spaceOf(PciAddress at) {
        if (names.containers().isEmpty() && names.ioases().isEmpty()) {
            return Optional.empty();
        }
        return groups.groupOf(at)
                .flatMap(g -> vfio().group(g.number()))
                .flatMap(file -> Optional.ofNullable(file.container()))
                .flatMap(names::ofContainer)
                .or(() -> ioasOf(at));
    }

    /// The IOAS of the document that the function's group is attached to.
    private Optional<String> ioasOf(PciAddress at) {
        if (names.ioases().isEmpty()) {
            return Optional.empty();
        }
        int group = groups.groupOf(at).map(IommuGroup::number).orElse(-1);
        return names.ioases().keySet().stream()
                .sorted()
                .filter(name -> isIn(name, group))
                .findFirst();
    }

    private boolean isIn(String space, int group) {
        int id = idOf(space).orElseThrow();
        return iommufdOf(space)
                .filter(context ->
                        context.devices().values().stream()
                                .filter(device -> device.group() == group)
                                .flatMap(device -> Optional.ofNullable(device.hwpt()).stream())
                                .flatMap(hwpt -> context.hwpt(hwpt).stream())
                                .anyMatch(hwpt -> hwpt.ioas() == id))
                .isPresent();
    }

    /// The groups of which something is open, whichever way: only what is in them can be in a space.
    Set<Integer> heldGroups() {
        Set<Integer> held = new TreeSet<>(vfio().groups().keySet());
        for (Context context : users.contexts().values()) {
            context.devices().values().forEach(device -> held.add(device.group()));
        }
        return held;
    }

    /// Open contexts, their objects and bound devices, beside what VFIO keeps.
    public IommufdState users() {
        return users;
    }

    /// Whether a device file of a function is open, whichever way.
    boolean isOpen(PciAddress at) {
        return vfio().device(at).isPresent() || users.isOpen(at) || users.device(at).isPresent();
    }

    /// Whether an open file keeps the driver of a function bound: its own, or that of a mediated device
    /// on top of it.
    boolean isHeld(PciAddress at) {
        return isOpen(at)
                || topology().mediatedDevices().stream()
                        .filter(device -> device.parent().equals(at))
                        .anyMatch(device -> isMediatedOpen(device.name()));
    }

    /// Whether the file of a mediated device is open, whichever way.
    boolean isMediatedOpen(String device) {
        return users.contextOfAccess(device).isPresent()
                || groups.emulatedGroup(device)
                        .flatMap(group -> vfio().group(group.number()))
                        .filter(file -> file.users() > 0)
                        .isPresent();
    }

    /// The space that a mediated device is in, if it is in one.
    public Optional<String> spaceOfMediated(String device) {
        return spaces().stream()
                .filter(space -> space.mediated().stream().anyMatch(m -> m.name().equals(device)))
                .map(SpaceView::name)
                .findFirst();
    }

    /// The iommufd context behind an IOAS of the document, empty while nobody has made it.
    Optional<Context> iommufdOf(String space) {
        return topology()
                .space(space)
                .flatMap(s -> s instanceof IovaSpace.Ioas i ? contextOf(i) : Optional.empty())
                .flatMap(users::context);
    }

    /// Number of the context that an IOAS of the document is in, empty while it is not open.
    Optional<Integer> contextOf(IovaSpace.Ioas space) {
        return Optional.ofNullable(names.contexts().get(space.context()));
    }

    /// The id of an IOAS of the document, empty while nobody has allocated it.
    Optional<Integer> idOf(String space) {
        return Optional.ofNullable(names.ioases().get(space));
    }

    /// The id of a page table of the document, empty while nobody has allocated it.
    Optional<Integer> tableOf(String hwpt) {
        return Optional.ofNullable(names.tables().get(hwpt));
    }

    /// What the document calls a page table, empty for one that an attach made.
    Optional<String> tableName(int id) {
        return names.tables().entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    /// What the guest programmed for a vector of a function, if it did.
    public Optional<Step.GuestVector> guestVector(PciAddress at, int vector) {
        return writes.vector(at, vector);
    }

    /// Which DMA-API domain translates the messages of a function that a host driver uses.
    DefaultDomains defaultDomains() {
        return new KernelDomains(groups);
    }

    MapSteps mapSteps() {
        return mapSteps;
    }

    /// Number of the container behind a space, empty while nobody has opened it.
    Optional<Integer> containerOf(String space) {
        return Optional.ofNullable(names.containers().get(space));
    }

    KernelState withVfio(VfioState value) {
        Builder builder = changed();
        builder.users = users.withVfio(value);
        return builder.build();
    }

    KernelState withUsers(IommufdState value) {
        Builder builder = changed();
        builder.users = value;
        return builder.build();
    }

    private KernelState withNames(OpenedNames value) {
        Builder builder = changed();
        builder.names = value;
        return builder.build();
    }

    KernelState withContext(String name, int context) {
        return withNames(names.withContext(name, context));
    }

    KernelState withIoas(String space, int id) {
        return withNames(names.withIoas(space, id));
    }

    KernelState withTable(String hwpt, int id) {
        return withNames(names.withTable(hwpt, id));
    }

    KernelState withoutIoas(String space) {
        return withNames(names.withoutIoas(space));
    }

    KernelState withoutTable(String hwpt) {
        return withNames(names.withoutTable(hwpt));
    }

    KernelState withContainer(String space, int container) {
        return withNames(names.withContainer(space, container));
    }

    UserWrites writes() {
        return writes;
    }

    KernelState withWrites(UserWrites value) {
        Builder builder = changed();
        builder.writes = value;
        return builder.build();
    }

    KernelState withGroups(GroupTable value) {
        Builder builder = changed();
        builder.groups = value;
        builder.machine = new MachineView(value);
        return builder.build();
    }

    /// The same machine with other vectors.
    public KernelState withInterrupts(HostInterrupts value) {
        Builder builder = changed();
        builder.interrupts = value;
        return builder.build();
    }

    KernelState withLog(List<String> lines) {
        if (lines.isEmpty()) {
            return this;
        }
        Builder builder = changed();
        builder.log = log.with(lines);
        return builder.build();
    }
}
