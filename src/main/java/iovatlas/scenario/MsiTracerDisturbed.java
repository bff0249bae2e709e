package iovatlas.scenario;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.kernel.doorbell.HeldVector;
import iovatlas.topology.Cpu;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What comes between a vector that is set up and its interrupt.
///
/// @param state the moment
record MsiTracerDisturbed(KernelState state) {

    static final String QUEUE_TIMEOUT = "ITS queue timeout";

    private static final KernelRule CONFIG_STALE =
            KernelRule.of(
                    "lpi-config-stale",
                    "the enable bit of the LPI was set in memory and no INV followed: the"
                            + " redistributor has it disabled, so it stays pending",
                    "drivers/irqchip/irq-gic-v3-its.c",
                    "lpi_update_config");
    private static final KernelRule PRIORITY_MASKED =
            KernelRule.of(
                    "gic-priority-masked",
                    "the CPU masks the priority of the interrupt: it stays pending",
                    "drivers/irqchip/irq-gic-v3.c",
                    "gic_prio_init");
    private static final KernelRule QUEUE_STUCK =
            KernelRule.of(
                    "its-queue-stuck",
                    "the ITS consumes no more commands, so it knows nothing of what the kernel"
                            + " changed since: {0}",
                    "drivers/irqchip/irq-gic-v3-its.c",
                    "its_wait_for_range_completion");
    private static final KernelRule CPU_MOVED =
            KernelRule.of(
                    "irq-affinity-moved",
                    "CPU {0} of the affinity is offline: the kernel moves the interrupt to CPU {1}"
                            + " when it activates it",
                    "drivers/irqchip/irq-gic-v3-its.c",
                    "its_select_cpu");
    private static final KernelRule DOORBELL_MASKED =
            KernelRule.of(
                    "gicv4-doorbell-masked",
                    "vCPU {0} does not run and the doorbell of its vPE is masked: the interrupt is"
                            + " pending and nothing wakes the vCPU",
                    "drivers/irqchip/irq-gic-v3-its.c",
                    "its_vpe_mask_irq");

    /// What keeps an interrupt of a handled vector pending, null when nothing does.
    @Nullable Stop pending(HeldVector held) {
        if (is(held, Disturbance.LPI_CONFIG_STALE)) {
            return new Stop(Reason.of(CONFIG_STALE), MsiTracerSight.nowhere());
        }
        return is(held, Disturbance.PRIORITY_MASKED)
                ? new Stop(Reason.of(PRIORITY_MASKED), MsiTracerSight.nowhere())
                : null;
    }

    /// Why a vector's interrupt is not where its affinity says; empty when it is, and when the host
    /// has no other CPU to move to, which then does not go offline.
    Optional<Stop> moved(HeldVector held) {
        Integer known = held.vector().cpu();
        int cpu = known == null ? 0 : known;
        return state.topology().cpus().stream()
                .map(Cpu::number)
                .filter(_ -> is(held, Disturbance.CPU_OFFLINE))
                .filter(other -> other != cpu)
                .sorted()
                .findFirst()
                .map(other ->
                        new Stop(
                                Reason.of(CPU_MOVED, text(cpu), text(other)),
                                MsiTracerSight.place(
                                        "/proc/interrupts: counts under CPU" + other)));
    }

    /// Why an ITS whose queue is stuck drops a message; null for an ITS that works.
    @Nullable Stop dropped(String its, Reason cause) {
        return state.writes().stuckTables(its).isEmpty()
                ? null
                : new Stop(
                        Reason.of(QUEUE_STUCK, new Evidence.OfText("", cause.text())),
                        MsiTracerSight.place(
                                "kernel log, when the vector was set up: " + QUEUE_TIMEOUT));
    }

    /// Why nothing wakes a vCPU whose interrupt hardware injected; null when it runs or wakes up.
    @Nullable Stop asleep(HeldVector held, int vcpu) {
        return is(held, Disturbance.VPE_DOORBELL_MASKED)
                ? new Stop(
                        Reason.of(DOORBELL_MASKED, text(vcpu)),
                        MsiTracerSight.place("/proc/interrupts: count of GICv4-vpe stays"))
                : null;
    }

    private boolean is(HeldVector held, Disturbance what) {
        return state.writes().isDisturbed(held.at(), held.vector().number(), what);
    }

    private static Evidence text(int number) {
        return new Evidence.OfText("", Integer.toString(number));
    }

    /// @param reason why
    /// @param seen where a person sees it
    record Stop(Reason reason, MsiTracerSight seen) {}
}
