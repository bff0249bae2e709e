package iovatlas.scenario.replay;

import iovatlas.address.ByteSize;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.doorbell.HostInterrupts;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.kernel.vfio.Vfio;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.scenario.KernelState;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The process that runs one sequence: its descriptors, its limits, and the kernel around it.
final class ProbeProcess {

    /// How many objects the probe remembers.
    private static final int OBJECTS = 256;

    /// From here on container descriptors are contexts of iommufd.
    private static final int CONTEXTS = 1_000_000;

    /// A descriptor that is not open.
    static final int CLOSED = -1;

    private final KernelState machine;
    private final Vfio vfio;
    private final List<Integer> containers = new ArrayList<>();
    private final Map<PciAddress, FunctionFiles> functions = new HashMap<>();
    private final int[] objects = new int[OBJECTS];
    private int objectCount;
    private int iommufd = CLOSED;
    private IommufdState users;
    private HostInterrupts interrupts;
    private CallingProcess process;
    private int current;

    /// The descriptors of one function.
    static final class FunctionFiles {
        private final int group;
        private boolean groupOpen;
        private boolean deviceOpen;
        private boolean cdevOpen;
        private boolean deviceIsCdev;
        private int object = CLOSED;

        private FunctionFiles(int group) {
            this.group = group;
        }

        /// Number of the function's group, -1 without one.
        int group() {
            return group;
        }

        /// Whether the group was opened by this function's name.
        boolean holdsGroup() {
            return groupOpen;
        }

        void holdsGroup(boolean value) {
            groupOpen = value;
        }

        boolean holdsDevice() {
            return deviceOpen;
        }

        void holdsDevice(boolean value) {
            deviceOpen = value;
        }

        /// Whether the character device is open.
        boolean holdsCdev() {
            return cdevOpen;
        }

        void holdsCdev(boolean value) {
            cdevOpen = value;
        }

        /// Whether device calls go to the character device.
        boolean usesCdev() {
            return deviceIsCdev;
        }

        void usesCdev(boolean value) {
            deviceIsCdev = value;
        }

        /// The id of the device object that the last bind gave, [ProbeProcess#CLOSED] for none.
        int object() {
            return object;
        }

        void object(int id) {
            object = id;
        }
    }

    ProbeProcess(KernelState machine) {
        this.machine = machine;
        this.vfio = new Vfio(machine.vfioHost());
        this.users = machine.users();
        this.interrupts = machine.interrupts();
        this.process = CallingProcess.privileged("probe", ProbeMemory.memory());
    }

    KernelState machine() {
        return machine;
    }

    Vfio vfio() {
        return vfio;
    }

    VfioState state() {
        return users.vfio();
    }

    void state(VfioState value) {
        users = users.withVfio(value);
    }

    IommufdState users() {
        return users;
    }

    void users(IommufdState value) {
        users = value;
    }

    /// Number of the context opened last, [#CLOSED] for none.
    int iommufd() {
        return iommufd;
    }

    void iommufd(int value) {
        iommufd = value;
    }

    /// Remembers an object.
    ///
    /// @return its place
    int addObject(int id) {
        objects[objectCount % OBJECTS] = id;
        return objectCount++;
    }

    /// The id of an object, 0 for one that was never made.
    int object(long place) {
        return objects[(int) place & OBJECTS - 1];
    }

    /// The descriptor by which a context is a container.
    static int containerOf(int context) {
        return CONTEXTS + context;
    }

    /// The context that the current container is, if it is one.
    Optional<Integer> compatible() {
        return container() >= CONTEXTS ? Optional.of(container() - CONTEXTS) : Optional.empty();
    }

    HostInterrupts interrupts() {
        return interrupts;
    }

    void interrupts(HostInterrupts value) {
        interrupts = value;
    }

    CallingProcess process() {
        return process;
    }

    void limit(ByteSize bytes) {
        process = process.limitedTo(bytes);
    }

    /// Number of the current container, [#CLOSED] for none.
    int container() {
        return containers.isEmpty() ? CLOSED : containers.get(current);
    }

    /// Makes a descriptor (or [#CLOSED] for a failed open) the current container.
    ///
    /// @return its place among the containers
    int addContainer(int descriptor) {
        containers.add(descriptor);
        current = containers.size() - 1;
        return current;
    }

    /// Whether there is a container of that place, which is current then; otherwise the first is.
    boolean use(int place) {
        boolean there = place >= 0 && place < containers.size();
        current = there ? place : 0;
        return there;
    }

    void forgetContainer() {
        if (!containers.isEmpty()) {
            containers.set(current, CLOSED);
        }
    }

    /// The descriptors of a function; its group is looked up once.
    FunctionFiles files(PciAddress at) {
        return functions.computeIfAbsent(
                at,
                address ->
                        new FunctionFiles(
                                machine.groups()
                                        .groupOf(address)
                                        .map(IommuGroup::number)
                                        .or(() -> machine.groups().noIommuGroup(address))
                                        .orElse(CLOSED)));
    }

    /// The group that calls on a function's group go to, if any function of it holds it open.
    Optional<Integer> openGroup(FunctionFiles files) {
        for (FunctionFiles other : functions.values()) {
            if (other.group() == files.group() && other.holdsGroup()) {
                return Optional.of(files.group());
            }
        }
        return Optional.empty();
    }
}
