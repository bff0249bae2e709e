package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerMachines.GUEST_DOORBELL;
import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.arm;
import static iovatlas.scenario.MsiTracerMachines.facts;
import static iovatlas.scenario.MsiTracerMachines.its;
import static iovatlas.scenario.MsiTracerMachines.kvmGuest;
import static iovatlas.scenario.MsiTracerMachines.passedThrough;
import static iovatlas.scenario.MsiTracerMachines.unsafe;
import static iovatlas.scenario.MsiTracerMachines.v2m;
import static iovatlas.scenario.MsiTracerMachines.x86;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.Architecture;
import iovatlas.topology.GicVersion;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.Topology;
import iovatlas.topology.V2mVariant;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/// Odd cases of messages, by the ids of the conformance table.
class MessageCasesTest {

    private static final BootFacts ARM = facts(KernelRelease.V7_3, Architecture.ARM64);
    private static final BootFacts X86 = facts(KernelRelease.V7_3, Architecture.X86_64);

    private static Timeline run(Topology topology, BootFacts facts, Step... steps) {
        return Timeline.of(topology, facts, Stream.of(steps).map(ScenarioStep::of).toList());
    }

    private static Topology withPin(Topology topology) {
        return topology.withFunctions(
                topology.functions().stream()
                        .map(f -> f.withCapabilities(withPin(f.capabilities())))
                        .toList());
    }

    private static PciCapabilities withPin(PciCapabilities c) {
        return new PciCapabilities(
                c.acs(),
                c.msi(),
                c.msix(),
                c.sriov(),
                c.ari(),
                c.ats(),
                c.pri(),
                c.pasid(),
                c.resets(),
                1);
    }

    private static MsiPath vector(Timeline timeline, int step, int number) {
        return MsiTracer.trace(timeline.state(step), NIC, IrqIndex.MSIX, number);
    }

    private static String busMaster(MsiPath path) {
        return path.hops().getFirst().fields().stream()
                .filter(field -> field.name().equals("bus master"))
                .map(MsiHop.Field::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Tag("M009")
    void moreVectorsThanTheTableHasAreInvalid() {
        Timeline timeline =
                run(
                        arm(kvmGuest(), its()),
                        ARM,
                        new Step.Bind(NIC, "vfio-pci"),
                        new Step.Attach(NIC, "c0"),
                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 130),
                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 129, 1),
                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 129));
        assertThat(timeline.results().stream().map(StepResult::word))
                .containsExactly("OK", "OK", "EINVAL", "EINVAL", "OK");
    }

    @Test
    @Tag("M011")
    void messagesWaitUntilTheLegacyInterruptIsOff() {
        Timeline timeline =
                run(
                        withPin(arm(kvmGuest(), its())),
                        ARM,
                        new Step.Bind(NIC, "vfio-pci"),
                        new Step.Attach(NIC, "c0"),
                        new Step.SetIrqs(NIC, IrqIndex.INTX, 0, 1),
                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 1),
                        new Step.IrqsOff(NIC, IrqIndex.INTX),
                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 1));
        assertThat(timeline.results().stream().map(StepResult::word))
                .containsExactly("OK", "OK", "OK", "EINVAL", "OK", "OK");
    }

    @Test
    @Tag("M017")
    void aLoopbackSignalsArmedVectorsAndTouchesNothing() {
        KernelState state = run(arm(kvmGuest(), its()), ARM, passedThrough()).state(3);
        assertThat(state.interrupts().loopback(NIC, 2, 1)).isEqualTo(List.of(2));
        assertThat(state.interrupts().loopback(NIC, 3, 4)).isEqualTo(List.of(3));
    }

    @Test
    @Tag("M019")
    void vfioSwitchesBusMasteringOffWhenItOpens() {
        Timeline timeline =
                run(
                        arm(kvmGuest(), its()),
                        ARM,
                        passedThrough(
                                new Step.WriteConfig(NIC, false, null), new Step.Detach(NIC)));
        assertThat(new FunctionControl(timeline.state(0), NIC).busMaster()).isTrue();
        assertThat(new FunctionControl(timeline.state(2), NIC).busMaster()).isFalse();
        assertThat(vector(timeline, 2, 0).verdict()).isEqualTo(Verdict.NOT_SET_UP);
        assertThat(busMaster(vector(timeline, 2, 0))).isEqualTo("off");
        assertThat(busMaster(vector(timeline, 3, 0))).isEqualTo("on");
        assertThat(busMaster(vector(timeline, 4, 0))).isEqualTo("off");
        assertThat(new FunctionControl(timeline.state(5), NIC).busMaster()).isTrue();
    }

    @Test
    @Tag("M119")
    void withoutBusMasteringNothingLeavesTheDevice() {
        Timeline timeline =
                run(
                        arm(kvmGuest(), its()),
                        ARM,
                        passedThrough(
                                new Step.WriteConfig(NIC, false, null),
                                new Step.Fire(NIC, IrqIndex.MSIX, 0, 1, 1)));
        MsiPath path = timeline.result(5).messages().getFirst();
        assertThat(path.verdict()).isEqualTo(Verdict.LOST);
        MsiHop hop = path.ending().orElseThrow();
        assertThat(hop.kind()).isEqualTo(MsiHop.Kind.FUNCTION);
        assertThat(hop.seen()).hasValueSatisfying(seen -> assertThat(seen).contains("BusMaster-"));
    }

    @Test
    @Tag("M069")
    void aGroupBehindAPlainFrameIsRefused() {
        Timeline timeline =
                run(
                        arm(kvmGuest(), v2m()),
                        ARM,
                        new Step.Bind(NIC, "vfio-pci"),
                        new Step.Attach(NIC, "c0"));
        assertThat(timeline.result(2).word()).isEqualTo("EPERM");
        assertThat(timeline.result(2).log())
                .anySatisfy(line -> assertThat(line).contains("allow_unsafe_interrupts"));
    }

    private static MsiHop hop(MsiPath path, MsiHop.Kind kind) {
        return path.hops().stream().filter(h -> h.kind() == kind).findFirst().orElseThrow();
    }

    @Test
    @Tag("M099")
    void virtualLpisAreInjectedOnlyWhereTheCommandLineSaysSo() {
        MsiController v4 =
                new MsiController.Its(
                        "its0", HostPhysical.of(0x3008_0000L), 0, 16, 16, null, GicVersion.V4_1);
        Step mapped = new Step.GuestVector(NIC, 0, GUEST_DOORBELL, 8, 0, 8192, 1);
        Step[] steps = passedThrough(mapped);
        MsiPath plain = vector(run(arm(kvmGuest(), v4), ARM, steps), 4, 0);
        assertThat(hop(plain, MsiHop.Kind.IRQFD).fields().toString())
                .contains("no: direct injection is off");
        var on = FailureMachines.withCommandLine(ARM, "kvm-arm.vgic_v4_enable=1");
        MsiPath direct = vector(run(arm(kvmGuest(), v4), on, steps), 4, 0);
        assertThat(hop(direct, MsiHop.Kind.IRQFD).fields().toString()).contains("by hardware");
        assertThat(hop(direct, MsiHop.Kind.EVENTFD).fields().toString()).contains("nobody");
        MsiPath old = vector(run(arm(kvmGuest(), its()), on, steps), 4, 0);
        assertThat(hop(old, MsiHop.Kind.IRQFD).fields().toString()).contains("no virtual LPIs");
    }

    @Test
    void aPreItsTakesTheDeviceFromTheAddress() {
        MsiController pre =
                new MsiController.Its(
                        "its0",
                        HostPhysical.of(0x3002_0000L),
                        0,
                        16,
                        16,
                        HostPhysical.of(0x5800_0000L),
                        GicVersion.V3);
        Timeline timeline = run(arm(kvmGuest(), pre), unsafe(ARM, false), passedThrough());
        MsiPath path = vector(timeline, 3, 2);
        assertThat(hop(path, MsiHop.Kind.MESSAGE).fields().getFirst().value())
                .isEqualTo("0x08000400");
        assertThat(hop(path, MsiHop.Kind.DOORBELL).fields().toString()).contains("0x58000400");
        assertThat(hop(path, MsiHop.Kind.CONTROLLER).fields().getFirst().value())
                .isEqualTo("0x100");
        assertThat(path.ending().orElseThrow().kind()).isEqualTo(MsiHop.Kind.GUEST_CONTROLLER);
        MsiTracer.Probe other = MsiTracer.probe(timeline.state(3), NIC, Iova.of(0x0800_0800L), 0);
        assertThat(other.summary()).contains("DeviceID 0x200");
    }

    @Test
    @Tag("M067")
    void aGravitonFrameHasARegisterForEveryNumberAndNoBlocks() {
        MsiController frame =
                new MsiController.GicV2m(
                        "v2m0", HostPhysical.of(0x0802_0000L), 96, 64, V2mVariant.GRAVITON);
        Topology topology =
                FailureMachines.withNic(
                        arm(kvmGuest(), frame), c -> c.withMsi(new MsiCapability(4, true, false)));
        Timeline timeline =
                run(
                        topology,
                        unsafe(ARM, false),
                        passedThrough(
                                new Step.IrqsOff(NIC, IrqIndex.MSIX),
                                new Step.SetIrqs(NIC, IrqIndex.MSI, 0, 4)));
        MsiPath path = vector(timeline, 3, 3);
        assertThat(hop(path, MsiHop.Kind.MESSAGE).fields())
                .extracting(MsiHop.Field::value)
                .containsExactly("0x08000218", "0x0");
        assertThat(hop(path, MsiHop.Kind.INTERRUPT).title()).isEqualTo("SPI 99");
        assertThat(timeline.result(5).calls().getLast().outcome().toString())
                .contains("only 1 vectors");
    }

    @Test
    void aSecondFrameHelpsOutWhenTheFirstIsFull() {
        MsiController small =
                new MsiController.GicV2m("v2m0", HostPhysical.of(0x0802_0000L), 80, 2);
        Topology one = arm(kvmGuest(), small);
        Topology two =
                new Topology(
                        one.hostBridges(),
                        one.functions(),
                        one.platformDevices(),
                        one.iommus(),
                        List.of(
                                small,
                                new MsiController.GicV2m(
                                        "v2m1", HostPhysical.of(0x0803_0000L), 160, 16)),
                        one.idMaps(),
                        one.reservedMemory(),
                        one.cpus(),
                        one.owners(),
                        one.spaces());
        Timeline timeline = run(two, unsafe(ARM, false), passedThrough());
        assertThat(hop(vector(timeline, 3, 1), MsiHop.Kind.INTERRUPT).title()).isEqualTo("SPI 81");
        MsiPath spilled = vector(timeline, 3, 2);
        assertThat(hop(spilled, MsiHop.Kind.CONTROLLER).title()).isEqualTo("v2m1");
        assertThat(hop(spilled, MsiHop.Kind.MESSAGE).fields().getFirst().value())
                .isEqualTo("0x08001040");
    }

    @Test
    @Tag("M111")
    void theInterruptWindowOfAPcCannotBeMapped() {
        Timeline timeline =
                run(
                        x86(kvmGuest()),
                        X86,
                        new Step.Bind(NIC, "vfio-pci"),
                        new Step.Attach(NIC, "c0"),
                        new Step.Map(
                                "c0",
                                Iova.of(0xfee0_0000L),
                                ByteSize.ofBytes(0x1000),
                                null,
                                ByteSize.ZERO,
                                true,
                                true));
        assertThat(timeline.result(3).word()).isEqualTo("EINVAL");
    }
}
