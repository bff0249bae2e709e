package iovatlas.scenario;

import static iovatlas.scenario.DisturbedFailures.disturb;
import static iovatlas.scenario.DisturbedFailures.guest;
import static iovatlas.scenario.FailureMachines.ARM;
import static iovatlas.scenario.FailureMachines.X86;
import static iovatlas.scenario.FailureMachines.server;
import static iovatlas.scenario.Failures.message;
import static iovatlas.scenario.Failures.run;
import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.arm;
import static iovatlas.scenario.MsiTracerMachines.its;
import static iovatlas.scenario.MsiTracerMachines.kvmGuest;
import static iovatlas.scenario.MsiTracerMachines.passedThrough;
import static iovatlas.scenario.MsiTracerMachines.x86;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.GuestPhysical;
import iovatlas.topology.GicVersion;
import iovatlas.topology.GuestInterrupts;

import org.junit.jupiter.api.Test;

/// What a disturbance does not do.
class DisturbanceTest {

    private static final Step CALM = guest(3, 8192, GuestEntry.MASKED);

    private static String verdict(Step... steps) {
        return message(server(), ARM, 0, passedThrough(steps)).where();
    }

    @Test
    void anotherVectorIsNotDisturbed() {
        Step[] steps = passedThrough(disturb(Disturbance.PRIORITY_MASKED));
        assertThat(message(server(), ARM, 1, steps).where()).isEqualTo("GUEST_CONTROLLER");
    }

    @Test
    void givingTheFunctionUpEndsIt() {
        Step[] steps =
                passedThrough(
                        disturb(Disturbance.PRIORITY_MASKED),
                        new Step.Detach(NIC),
                        new Step.Attach(NIC, "c0"),
                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 4),
                        CALM);
        assertThat(message(server(), ARM, 0, steps).where()).isEqualTo("delivered");
    }

    @Test
    void aMovedInterruptArrives() {
        assertThat(verdict(CALM, disturb(Disturbance.CPU_OFFLINE))).isEqualTo("delivered");
    }

    @Test
    void whatTheItsLearntBeforeItsQueueStuckStays() {
        assertThat(verdict(CALM, disturb(Disturbance.ITS_QUEUE_STUCK))).isEqualTo("delivered");
    }

    @Test
    void theDriverComplainsAboutEveryCommandThatIsNotConsumed() {
        Timeline timeline =
                run(
                        server(),
                        ARM,
                        passedThrough(
                                disturb(Disturbance.ITS_QUEUE_STUCK),
                                new Step.IrqsOff(NIC, IrqIndex.MSIX)));
        assertThat(timeline.result(5).log())
                .containsExactly("ITS queue timeout", "ITS cmd its_build_discard_cmd failed");
    }

    @Test
    void anX86HostKnowsNoLpi() {
        Timeline timeline =
                run(x86(kvmGuest()), X86, passedThrough(disturb(Disturbance.LPI_CONFIG_STALE)));
        assertThat(timeline.result(4).calls().getLast().outcome().toString())
                .contains("knows no such thing");
    }

    @Test
    void theSoftwarePathNeedsNoDoorbellOfAVpe() {
        assertThat(DisturbedFailures.asleep(GicVersion.V3).where()).isEqualTo("delivered");
    }

    @Test
    void rewritingWhileMaskedMakesANewRoute() {
        assertThat(verdict(CALM, guest(4, 8193, GuestEntry.MASKED))).isEqualTo("delivered");
        assertThat(verdict(guest(4, 8193, GuestEntry.LIVE))).isEqualTo("delivered");
    }

    @Test
    void anEmulatedControllerReadsTheEntryAsItIs() {
        var guest =
                MsiTracerMachines.guest(
                        false, new GuestInterrupts.VirtualIts(GuestPhysical.of(0x8008_0000L)));
        Step[] steps = passedThrough(CALM, guest(4, 8193, GuestEntry.LIVE));
        assertThat(message(arm(guest, its()), ARM, 0, steps).where()).isEqualTo("delivered");
    }

    @Test
    void aPasidHasNoAddressSpaceElsewhereEither() {
        assertThat(DisturbedFailures.pasid(0x4000_0000L).why()).contains("attached to a PASID");
    }
}
