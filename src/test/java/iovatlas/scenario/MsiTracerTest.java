package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerMachines.GUEST_DOORBELL;
import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.after;
import static iovatlas.scenario.MsiTracerMachines.arm;
import static iovatlas.scenario.MsiTracerMachines.facts;
import static iovatlas.scenario.MsiTracerMachines.its;
import static iovatlas.scenario.MsiTracerMachines.kvmGuest;
import static iovatlas.scenario.MsiTracerMachines.passedThrough;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiHop.Status;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.Architecture;

import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;

class MsiTracerTest {

    private static final BootFacts ARM = facts(KernelRelease.V7_3, Architecture.ARM64);

    private static Step.GuestVector guestVector(int lpi) {
        return new Step.GuestVector(NIC, 3, GUEST_DOORBELL, 8, 3, lpi, 1);
    }

    static String line(MsiPath path, Kind kind) {
        return path.hops().stream()
                .filter(h -> h.kind() == kind)
                .map(h ->
                        h.title()
                                + h.fields().stream()
                                        .map(f -> " " + f.name() + "=" + f.value())
                                        .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));
    }

    @Test
    void followsThePictureOfTheDesignToTheGuestsMissingEntry() {
        KernelState state = after(arm(kvmGuest(), its()), ARM, passedThrough(guestVector(0)));
        MsiPath path = MsiTracer.trace(state, NIC, IrqIndex.MSIX, 3);
        assertThat(line(path, Kind.MESSAGE)).isEqualTo("Message address=0x08000040 data=0x3");
        assertThat(line(path, Kind.IOMMU)).startsWith("smmu0 SID=0x100 domain=d0, page 0");
        assertThat(line(path, Kind.DOORBELL))
                .isEqualTo("Doorbell PA=0x30090040 register=TRANSLATER");
        assertThat(line(path, Kind.CONTROLLER)).isEqualTo("its0 Dev=0x100 Event=3");
        assertThat(line(path, Kind.INTERRUPT)).isEqualTo("LPI 8195 col=1 CPU=CPU1");
        assertThat(line(path, Kind.EVENTFD)).contains("vfio-msix[3](0000:01:00.0)");
        assertThat(line(path, Kind.IRQFD)).startsWith("irqfd GSI=24 route=eventfd, KVM");
        assertThat(line(path, Kind.GUEST_CONTROLLER)).startsWith("vITS Dev=0x8 Ev=3 ITE=none");
        assertThat(path.verdict()).isEqualTo(Verdict.LOST);
        assertThat(path.summary())
                .isEqualTo(
                        "the guest has not issued MAPTI for DeviceID 0x8, EventID 3: KVM drops the"
                                + " interrupt");
        assertThat(path.hops().getLast().status()).isEqualTo(Status.NOT_REACHED);
        assertThat(path.hops().stream().map(MsiHop::kind).toList()).containsExactly(Kind.values());
    }
}
