package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerMachines.DISK;
import static iovatlas.scenario.MsiTracerMachines.GUEST_DOORBELL;
import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.after;
import static iovatlas.scenario.MsiTracerMachines.arm;
import static iovatlas.scenario.MsiTracerMachines.facts;
import static iovatlas.scenario.MsiTracerMachines.guest;
import static iovatlas.scenario.MsiTracerMachines.its;
import static iovatlas.scenario.MsiTracerMachines.kvmGuest;
import static iovatlas.scenario.MsiTracerMachines.passedThrough;
import static iovatlas.scenario.MsiTracerMachines.unsafe;
import static iovatlas.scenario.MsiTracerMachines.v2m;
import static iovatlas.scenario.MsiTracerMachines.withDriver;
import static iovatlas.scenario.MsiTracerMachines.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import iovatlas.address.GuestPhysical;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.doorbell.VectorRegisters;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiHop.Status;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.Architecture;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

class MsiTracerTest {

    private static final BootFacts ARM = facts(KernelRelease.V7_3, Architecture.ARM64);
    private static final BootFacts X86 = facts(KernelRelease.V7_3, Architecture.X86_64);

    private static Step.GuestVector guestVector(int lpi) {
        return new Step.GuestVector(NIC, 3, GUEST_DOORBELL, 8, 3, lpi, 1);
    }

    private static MsiPath trace(KernelState state, int vector) {
        return MsiTracer.trace(state, NIC, IrqIndex.MSIX, vector);
    }

    static String line(List<MsiHop> hops, Kind kind) {
        return hops.stream()
                .filter(h -> h.kind() == kind)
                .map(h ->
                        h.title()
                                + h.fields().stream()
                                        .map(f -> " " + f.name() + "=" + f.value())
                                        .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));
    }

    private static String line(MsiPath path, Kind kind) {
        return line(path.hops(), kind);
    }

    private static Kind brokenAt(MsiPath path) {
        return path.hops().stream()
                .filter(h -> h.status() == Status.BROKEN || h.status() == Status.PENDING)
                .findFirst()
                .orElseThrow()
                .kind();
    }

    @Test
    void followsThePictureOfTheDesignToTheGuestsMissingEntry() {
        KernelState state = after(arm(kvmGuest(), its()), ARM, passedThrough(guestVector(0)));
        MsiPath path = trace(state, 3);
        assertThat(line(path, Kind.MESSAGE)).isEqualTo("Message address=0x08000040 data=0x3");
        assertThat(line(path, Kind.IOMMU)).startsWith("smmu0 SID=0x100 domain=d0 page=0");
        assertThat(line(path, Kind.DOORBELL))
                .isEqualTo("Doorbell PA=0x30090040 register=TRANSLATER");
        assertThat(line(path, Kind.CONTROLLER)).isEqualTo("its0 Dev=0x100 Event=3");
        assertThat(line(path, Kind.INTERRUPT)).isEqualTo("LPI 8195 col=1 CPU=CPU1");
        assertThat(line(path, Kind.EVENTFD)).contains("vfio-msix[3](0000:01:00.0)");
        assertThat(line(path, Kind.IRQFD)).startsWith("irqfd GSI=24 route=KVM");
        assertThat(line(path, Kind.GUEST_CONTROLLER)).startsWith("vITS Dev=0x8 Ev=3 ITE=none");
        assertThat(path.verdict()).isEqualTo(Verdict.LOST);
        assertThat(path.summary())
                .isEqualTo(
                        "the guest has not issued MAPTI for DeviceID 0x8, EventID 3: KVM drops the"
                                + " interrupt");
        assertThat(path.hops().getLast().status()).isEqualTo(Status.NOT_REACHED);
        assertThat(path.hops().stream().map(MsiHop::kind).toList()).containsExactly(Kind.values());
    }

    @Test
    void aVectorThatNoStepProgrammedDiesAtTheGuestsIts() {
        KernelState state = after(arm(kvmGuest(), its()), ARM, passedThrough());
        assertThat(brokenAt(trace(state, 2))).isEqualTo(Kind.GUEST_CONTROLLER);
        assertThat(line(trace(state, 2), Kind.GUEST_CONTROLLER)).startsWith("vITS Dev=0x8 Ev=2");
        assertThat(line(trace(state, 2), Kind.IRQFD)).contains("GSI=24 route=KVM (assumed)");
    }

    @Test
    void aMappedEventReachesItsVcpu() {
        KernelState state = after(arm(kvmGuest(), its()), ARM, passedThrough(guestVector(8200)));
        MsiPath path = trace(state, 3);
        assertThat(path.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(path.summary()).isEqualTo("vLPI 8200 reaches vCPU 1 of vm0");
        assertThat(path.hops()).allMatch(h -> h.status() == Status.OK);
        assertThat(path.hops().stream().map(MsiHop::kind).toList()).containsExactly(Kind.values());
    }

    @Test
    void aGuestDoorbellOutsideItsItsIsDropped() {
        Step.GuestVector wrong =
                new Step.GuestVector(NIC, 3, GuestPhysical.of(0x0809_0040), 8, 3, 8200, 1);
        MsiPath path = trace(after(arm(kvmGuest(), its()), ARM, passedThrough(wrong)), 3);
        assertThat(path.verdict()).isEqualTo(Verdict.LOST);
        assertThat(brokenAt(path)).isEqualTo(Kind.GUEST_CONTROLLER);
        assertThat(path.summary()).contains("in no virtual ITS");
    }

    @Test
    void twoVectorsOnOneEventMeetAtTheFirstOnesInterrupt() {
        Step.GuestVector first = new Step.GuestVector(NIC, 0, GUEST_DOORBELL, 8, 3, 8192, 0);
        MsiPath path =
                trace(
                        after(arm(kvmGuest(), its()), ARM, passedThrough(first, guestVector(8200))),
                        3);
        assertThat(path.verdict()).isEqualTo(Verdict.MISDELIVERED);
        assertThat(path.summary()).contains("LPI 8192").contains("second MAPTI");
    }

    @Test
    void aVcpuThatTheGuestDoesNotHaveGetsNothing() {
        Step.GuestVector beyond = new Step.GuestVector(NIC, 3, GUEST_DOORBELL, 8, 3, 8200, 7);
        MsiPath path = trace(after(arm(kvmGuest(), its()), ARM, passedThrough(beyond)), 3);
        assertThat(path.verdict()).isEqualTo(Verdict.LOST);
        assertThat(path.summary()).contains("has no vCPU");
    }

    @Test
    void anEmulatedGuestIsServedByItsVmm() {
        ContainerOwner.Guest emulated =
                guest(false, new GuestInterrupts.VirtualIts(GuestPhysical.of(0x8008_0000L)));
        MsiPath path = trace(after(arm(emulated, its()), ARM, passedThrough(guestVector(8200))), 3);
        assertThat(path.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(line(path, Kind.IRQFD)).startsWith("VMM reads=eventfd");
        assertThat(line(path, Kind.GUEST_CONTROLLER)).startsWith("emulated ITS Dev=0x8 Ev=3");
        MsiPath dropped = trace(after(arm(emulated, its()), ARM, passedThrough(guestVector(0))), 3);
        assertThat(dropped.verdict()).isEqualTo(Verdict.LOST);
        assertThat(brokenAt(dropped)).isEqualTo(Kind.GUEST_CONTROLLER);
    }

    @Test
    void aGuestWithAFrameGetsAnInterruptNumber() {
        ContainerOwner.Guest frame =
                guest(true, new GuestInterrupts.VirtualV2m(GuestPhysical.of(0x0802_0000), 80, 64));
        GuestPhysical doorbell = GuestPhysical.of(0x0802_0040);
        Step.GuestVector good = new Step.GuestVector(NIC, 3, doorbell, 8, 81, 0, 1);
        MsiPath path = trace(after(arm(frame, its()), ARM, passedThrough(good)), 3);
        assertThat(path.summary()).isEqualTo("SPI 81 reaches vCPU 1 of vm0");
        Step.GuestVector bad = new Step.GuestVector(NIC, 3, doorbell, 8, 200, 0, 1);
        assertThat(trace(after(arm(frame, its()), ARM, passedThrough(bad)), 3).verdict())
                .isEqualTo(Verdict.LOST);
        MsiPath none = trace(after(arm(frame, its()), ARM, passedThrough()), 3);
        assertThat(none.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(brokenAt(none)).isEqualTo(Kind.IRQFD);
    }

    @Test
    void aProcessReadsItsOwnEventDescriptor() {
        ContainerOwner process = new ContainerOwner.UserProcess("dpdk", List.of());
        MsiPath path = trace(after(arm(process, its()), ARM, passedThrough()), 0);
        assertThat(path.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(path.hops().getLast().kind()).isEqualTo(Kind.EVENTFD);
        assertThat(path.summary()).contains("dpdk");
    }

    @Test
    void aFrameOnTheHostGivesAnInterruptNumber() {
        BootFacts facts = unsafe(ARM, false);
        MsiPath path = trace(after(arm(kvmGuest(), v2m()), facts, passedThrough()), 1);
        assertThat(line(path, Kind.MESSAGE)).isEqualTo("Message address=0x08000040 data=0x51");
        assertThat(line(path, Kind.CONTROLLER)).isEqualTo("v2m0 SPI=81");
        assertThat(line(path, Kind.INTERRUPT)).isEqualTo("SPI 81 CPU=CPU0");
    }

    @Test
    void aHostDriverHandlesItsOwnVectors() {
        KernelState state = after(withDriver(arm(kvmGuest(), its()), DISK, "nvme"), ARM);
        MsiPath path = MsiTracer.trace(state, DISK, IrqIndex.MSIX, 1);
        assertThat(path.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(line(path, Kind.MESSAGE)).isEqualTo("Message address=0xfffff040 data=0x1");
        assertThat(line(path, Kind.IOMMU)).contains("domain=DMA group");
        assertThat(path.summary()).isEqualTo("the host's driver nvme handles vector 1");
    }

    @Test
    void anIdentityDomainLeavesThePhysicalAddress() {
        BootFacts facts = MsiTracerMachines.withDomain(ARM, DomainType.IDENTITY);
        KernelState state = after(withDriver(arm(kvmGuest(), its()), DISK, "nvme"), facts);
        MsiPath path = MsiTracer.trace(state, DISK, IrqIndex.MSIX, 0);
        assertThat(line(path, Kind.MESSAGE)).isEqualTo("Message address=0x30090040 data=0x0");
        assertThat(line(path, Kind.IOMMU)).contains("domain=identity");
        assertThat(path.verdict()).isEqualTo(Verdict.DELIVERED);
    }

    @Test
    void whatIsNotSetUpSendsNothing() {
        KernelState bare = after(arm(kvmGuest(), its()), ARM);
        assertThat(trace(bare, 0).verdict()).isEqualTo(Verdict.NOT_SET_UP);
        assertThat(trace(bare, 0).hops().stream().map(MsiHop::status).skip(1))
                .containsOnly(Status.NOT_REACHED);
        KernelState state = after(arm(kvmGuest(), its()), ARM, passedThrough());
        assertThat(trace(state, 4).verdict()).isEqualTo(Verdict.NOT_SET_UP);
        assertThat(MsiTracer.trace(state, NIC, IrqIndex.MSI, 0).verdict())
                .isEqualTo(Verdict.NOT_SET_UP);
        assertThat(MsiTracer.trace(state, NIC, IrqIndex.INTX, 0).verdict())
                .isEqualTo(Verdict.NOT_SET_UP);
    }

    @Test
    void aDeviceThatIsClosedHasNoVectorsLeft() {
        KernelState state = after(arm(kvmGuest(), its()), ARM, passedThrough(new Step.Detach(NIC)));
        assertThat(trace(state, 0).verdict()).isEqualTo(Verdict.NOT_SET_UP);
        assertThat(state.interrupts().registers(NIC).msix())
                .isEqualTo(new VectorRegisters.Msix(false, 129, List.of()));
    }

    @Test
    void aFiredMessageTellsItsFateInTheScenario() {
        Timeline timeline =
                Timeline.of(
                        arm(kvmGuest(), its()),
                        ARM,
                        Arrays.stream(passedThrough(new Step.Fire(NIC, IrqIndex.MSIX, 3, 1, 2)))
                                .map(ScenarioStep::of)
                                .toList());
        StepResult fired = timeline.result(4);
        assertThat(fired.calls().getLast().outcome())
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success ->
                                assertThat(success.value())
                                        .isEqualTo(
                                                "lost: the guest has not issued MAPTI for DeviceID"
                                                    + " 0x8, EventID 3: KVM drops the interrupt; so"
                                                    + " do all 2 messages"));
        assertThat(fired.word()).isEqualTo("lost");
        assertThat(fired.mark()).isEqualTo(Mark.WRONG);
        assertThat(fired.isOk()).isTrue();
        assertThat(fired.messages().getFirst().ending().orElseThrow().seen())
                .contains("seen at: /sys/kernel/debug/kvm/*/vgic-its-state@*");
    }

    @Test
    void aBurstOverVectorsTellsEachFateAndTheWorstForTheStep() {
        Timeline timeline =
                Timeline.of(
                        arm(kvmGuest(), its()),
                        ARM,
                        Arrays.stream(
                                        passedThrough(
                                                guestVector(8200),
                                                new Step.Fire(NIC, IrqIndex.MSIX, 1, 3, 1)))
                                .map(ScenarioStep::of)
                                .toList());
        StepResult fired = timeline.result(5);
        assertThat(fired.calls())
                .extracting(StepResult.Call::name, StepResult.Call::word)
                .containsExactly(
                        tuple("message of vector 1", "lost"),
                        tuple("message of vector 2", "lost"),
                        tuple("message of vector 3", "delivered"));
        assertThat(fired.word()).isEqualTo("lost 2/3");
        assertThat(fired.mark()).isEqualTo(Mark.WRONG);
    }

    @Test
    void aMaskedEntryKeepsThePendingBit() {
        KernelState state =
                after(
                        arm(kvmGuest(), its()),
                        ARM,
                        new Step.Bind(NIC, "vfio-pci"),
                        new Step.Attach(NIC, "c0"),
                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 3, 1));
        MsiPath path = trace(state, 0);
        assertThat(path.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(brokenAt(path)).isEqualTo(Kind.FUNCTION);
        assertThat(line(path, Kind.MESSAGE)).isEqualTo("Message address=0x08000040 data=0x0");
    }

    @Test
    void interruptRemappingChecksTheSourceAndReachesTheGuestsApic() {
        ContainerOwner.Guest apic = guest(true, new GuestInterrupts.VirtualApic());
        Step.GuestVector vector =
                new Step.GuestVector(NIC, 3, GuestPhysical.of(0xfee0_1000L), 8, 0x41, 0, 1);
        MsiPath path = trace(after(x86(apic), X86, passedThrough(vector)), 3);
        assertThat(path.verdict()).as(path.summary()).isEqualTo(Verdict.DELIVERED);
        assertThat(line(path, Kind.IOMMU)).contains("DMA=not translated");
        assertThat(line(path, Kind.CONTROLLER)).contains("source=SID 0x0100");
        assertThat(line(path, Kind.IRQFD)).contains("GSI=24");
        assertThat(path.summary()).isEqualTo("vector 0x41 reaches vCPU 1 of vm0");
    }

    @Test
    void withoutRemappingTheMessageNamesCpuAndVector() {
        ContainerOwner process = new ContainerOwner.UserProcess("dpdk", List.of());
        MsiPath path = trace(after(x86(process), unsafe(X86, false), passedThrough()), 1);
        assertThat(path.verdict()).as(path.summary()).isEqualTo(Verdict.DELIVERED);
        assertThat(line(path, Kind.CONTROLLER)).contains("remapping=off: not isolated");
    }
}
