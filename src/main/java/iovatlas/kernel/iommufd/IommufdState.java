package iovatlas.kernel.iommufd;

import iovatlas.address.ByteSize;
import iovatlas.kernel.PersistentMap;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.topology.PciAddress;

import java.util.Optional;

/// Everything that iommufd keeps, beside what VFIO keeps: both claim groups from the same owners.
///
/// @param vfio open groups, containers and the owners of groups
/// @param contexts by number
/// @param files open character devices: the context that each is bound to, -1 for none
/// @param containers contexts that serve as the container of a group, by group number
/// @param contextsMade how many contexts there ever were
public record IommufdState(
        VfioState vfio,
        PersistentMap<Integer, Context> contexts,
        PersistentMap<PciAddress, Integer> files,
        PersistentMap<Integer, Integer> containers,
        int contextsMade) {

    static final int UNBOUND = -1;

    /// Nothing of iommufd is open.
    public static IommufdState of(VfioState vfio) {
        return new IommufdState(
                vfio, PersistentMap.empty(), PersistentMap.empty(), PersistentMap.empty(), 0);
    }

    /// The CPU's page size, 1 while no context says.
    ByteSize page() {
        return contexts.values().stream().map(Context::page).findFirst().orElse(Ioas.BYTE);
    }

    public Optional<Context> context(int number) {
        return Optional.ofNullable(contexts.get(number));
    }

    /// The device object of a function, in whichever context.
    public Optional<BoundDevice> device(PciAddress at) {
        return contexts.values().stream().flatMap(c -> c.device(at).stream()).findFirst();
    }

    /// The context that has a function bound.
    public Optional<Context> contextOf(PciAddress at) {
        return contexts.values().stream().filter(c -> c.device(at).isPresent()).findFirst();
    }

    /// The context that a mediated device is bound to.
    public Optional<Context> contextOfAccess(String device) {
        return contexts.values().stream().filter(c -> c.access(device).isPresent()).findFirst();
    }

    /// Whether the character device of a function is open.
    public boolean isOpen(PciAddress at) {
        return files.containsKey(at);
    }

    public IommufdState withVfio(VfioState value) {
        return new IommufdState(value, contexts, files, containers, contextsMade);
    }

    IommufdState with(Context context) {
        return new IommufdState(
                vfio,
                contexts.with(context.number(), context),
                files,
                containers,
                Math.max(contextsMade, context.number() + 1));
    }

    IommufdState withFile(PciAddress at, int context) {
        return new IommufdState(vfio, contexts, files.with(at, context), containers, contextsMade);
    }

    IommufdState withoutFile(PciAddress at) {
        return new IommufdState(vfio, contexts, files.without(at), containers, contextsMade);
    }

    IommufdState withContainer(int group, int context) {
        return new IommufdState(
                vfio, contexts, files, containers.with(group, context), contextsMade);
    }

    IommufdState withoutContainer(int group) {
        return new IommufdState(vfio, contexts, files, containers.without(group), contextsMade);
    }
}
