package iovatlas.kernel.kvm;

import java.util.HashSet;
import java.util.Set;

/// A posted-interrupt descriptor of a vCPU.
///
/// Source: VT-d specification, posted interrupts; `arch/x86/kvm/vmx/posted_intr.c`.
///
/// @param requested vectors in PIR
/// @param outstanding bit ON: a notification was sent and not handled
/// @param suppressed bit SN: no notifications
public record PostedDescriptor(Set<Integer> requested, boolean outstanding, boolean suppressed) {

    public static final PostedDescriptor EMPTY = new PostedDescriptor(Set.of(), false, false);

    /// A descriptor after hardware posted a vector.
    ///
    /// @param notifies whether a notification interrupt is sent
    public record Posted(PostedDescriptor after, boolean notifies) {}

    public PostedDescriptor {
        requested = Set.copyOf(requested);
    }

    /// Hardware posts a vector.
    public Posted post(int vector, boolean urgent) {
        Set<Integer> more = new HashSet<>(requested);
        more.add(vector);
        boolean notifies = !outstanding && (!suppressed || urgent);
        return new Posted(
                new PostedDescriptor(more, outstanding || notifies, suppressed), notifies);
    }
}
