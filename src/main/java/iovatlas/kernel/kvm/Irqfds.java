package iovatlas.kernel.kvm;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which event descriptors raise which GSI, over all VMs of a host.
///
/// Source: `virt/kvm/eventfd.c:kvm_irqfd_assign`.
///
/// @param gsis by event descriptor
public record Irqfds(Map<String, Integer> gsis) {

    public static final Irqfds NONE = new Irqfds(Map.of());

    private static final KernelRule TAKEN =
            KernelRule.of(
                    "kvm-irqfd-taken",
                    "{0} is registered already",
                    "virt/kvm/eventfd.c",
                    "kvm_irqfd_assign");
    private static final KernelRule TOO_EARLY =
            KernelRule.of(
                    "kvm-irqfd-before-vgic",
                    "the VM's interrupt controller is not initialised yet",
                    "virt/kvm/eventfd.c",
                    "kvm_irqfd_assign");

    public Irqfds {
        gsis = Map.copyOf(gsis);
    }

    /// Registers an event descriptor.
    ///
    /// @param ready whether the VM's interrupt controller is initialised (always so on x86)
    /// @return EAGAIN before that, EBUSY for a descriptor that is registered in any VM
    public Transition<Irqfds, Integer> assign(String eventfd, int gsi, boolean ready) {
        if (!ready) {
            return new Transition<>(this, Outcome.refuse(Errno.EAGAIN, TOO_EARLY));
        }
        if (gsis.containsKey(eventfd)) {
            return new Transition<>(
                    this, Outcome.refuse(Errno.EBUSY, TAKEN, new Evidence.OfText("", eventfd)));
        }
        Map<String, Integer> more = new HashMap<>(gsis);
        more.put(eventfd, gsi);
        return new Transition<>(new Irqfds(more), Outcome.ok(gsi));
    }

    /// Takes a descriptor out; one that is not there is fine too.
    public Irqfds deassign(String eventfd) {
        Map<String, Integer> fewer = new HashMap<>(gsis);
        fewer.remove(eventfd);
        return new Irqfds(fewer);
    }

    public Optional<Integer> gsiOf(String eventfd) {
        return Optional.ofNullable(gsis.get(eventfd));
    }
}
