package iovatlas.kernel.doorbell;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.topology.PciAddress;

/// One call of VFIO that sets handlers on vectors of a function.
///
/// Source: `drivers/vfio/pci/vfio_pci_intrs.c:vfio_pci_set_msi_trigger, vfio_msi_set_block`.
///
/// @param work the function's vectors
/// @param kind MSI or MSI-X
/// @param policy what the release does
/// @param dynamic whether the controller adds MSI-X vectors one by one
record HandlerCall(
        VectorWork<?> work, PciAddress at, VectorKind kind, VectorPolicy policy, boolean dynamic) {

    /// Sets handlers on `start..start+count-1`.
    ///
    /// @return 0, or how many vectors could be had instead
    Outcome<Integer> set(int start, int count) {
        int end = start + count;
        if (work.vectors().active() == null) {
            Outcome<Integer> enabled = work.enable(kind, end);
            if (!(enabled instanceof Outcome.Success<Integer> got) || got.value() != end) {
                return enabled;
            }
        } else if (policy.checksRangeFirst()) {
            for (int number = start; number < end; number++) {
                if (work.vectors().vector(number).isEmpty()) {
                    return notAllocated(number);
                }
            }
        }
        work.handledBy("vfio-" + kind.spelling());
        for (int number = start; number < end; number++) {
            Outcome<Integer> one = handle(number);
            if (!one.isOk()) {
                // What was set before the failure is taken away again, working handlers included.
                for (int done = start; done < number; done++) {
                    work.release(done);
                }
                return one;
            }
        }
        return Outcome.ok(0);
    }

    private Outcome<Integer> handle(int number) {
        if (work.vectors().vector(number).isEmpty()) {
            if (kind == VectorKind.MSI || !dynamic) {
                return notAllocated(number);
            }
            Outcome<Integer> added = work.addAt(number);
            if (!added.isOk()) {
                return added;
            }
        }
        return work.request(number);
    }

    private Outcome<Integer> notAllocated(int number) {
        return Outcome.refuse(
                Errno.EINVAL,
                DoorbellRules.NOT_DYNAMIC,
                new Evidence.OfText("", Integer.toString(number)),
                new Evidence.OfFunction("", at));
    }
}
