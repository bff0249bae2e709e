package iovatlas.scenario;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.doorbell.MsiParent;
import iovatlas.kernel.iommufd.CdevCalls;
import iovatlas.kernel.vfio.IrqResult;
import iovatlas.kernel.vfio.VectorRange;
import iovatlas.topology.PciAddress;

/// The calls that switch interrupts of a device on and off.
///
/// @param calls where they go
record InterruptCalls(CallSequence calls) {

    void set(Step.SetIrqs step) {
        run(new VectorRange(step.device(), number(step.index()), step.start(), step.count()));
    }

    void off(Step.IrqsOff step) {
        run(new VectorRange(step.device(), number(step.index()), 0, 0));
    }

    /// The index of `include/uapi/linux/vfio.h`.
    static int number(IrqIndex index) {
        return switch (index) {
            case INTX -> 0;
            case MSI -> 1;
            case MSIX -> 2;
        };
    }

    private void run(VectorRange range) {
        PciAddress device = range.at();
        if (calls.state().users().device(device).isPresent()) {
            CdevCalls.IrqsSet set =
                    new CdevCalls(calls.state().vfioHost())
                            .setIrqs(calls.state().users(), calls.state().interrupts(), range);
            calls.users(set.state());
            calls.interrupts(set.interrupts());
            calls.made("VFIO_DEVICE_SET_IRQS", set.outcome(), got -> text(range, got));
            complain(range);
            return;
        }
        if (calls.state().vfio().device(device).isEmpty()) {
            calls.made(
                    "VFIO_DEVICE_SET_IRQS",
                    Outcome.refuse(
                            Errno.EBADF,
                            AttachCalls.NOT_OPEN,
                            new Evidence.OfFunction("function", device)),
                    _ -> "");
            return;
        }
        IrqResult result =
                calls.vfioCalls().setIrqs(calls.state().vfio(), calls.state().interrupts(), range);
        calls.vfio(result.state());
        calls.interrupts(result.interrupts());
        calls.made("VFIO_DEVICE_SET_IRQS", result.outcome(), got -> text(range, got));
        complain(range);
    }

    /// The driver of an ITS that consumes no commands waits a second for each, complains, and goes
    /// on as if it were done.
    ///
    /// Source: `drivers/irqchip/irq-gic-v3-its.c:its_wait_for_range_completion`.
    private void complain(VectorRange range) {
        if (calls.state().interrupts().parentOf(range.at()) instanceof MsiParent.OfIts of
                && calls.state().writes().stuckTables(of.its()).isPresent()) {
            calls.print(MsiTracerDisturbed.QUEUE_TIMEOUT);
            calls.print(
                    "ITS cmd its_build_%s_cmd failed"
                            .formatted(range.count() == 0 ? "discard" : "mapti"));
        }
    }

    private static String text(VectorRange range, int got) {
        if (got > 0) {
            return "only " + got + " vectors can be had; nothing is set";
        }
        return range.count() == 0
                ? "off"
                : "vectors " + range.start() + " to " + (range.start() + range.count() - 1);
    }
}
