package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerMachines.DISK;
import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.after;
import static iovatlas.scenario.MsiTracerMachines.arm;
import static iovatlas.scenario.MsiTracerMachines.facts;
import static iovatlas.scenario.MsiTracerMachines.iova;
import static iovatlas.scenario.MsiTracerMachines.its;
import static iovatlas.scenario.MsiTracerMachines.passedThrough;
import static iovatlas.scenario.MsiTracerMachines.unsafe;
import static iovatlas.scenario.MsiTracerMachines.v2m;
import static iovatlas.scenario.MsiTracerMachines.withDriver;
import static iovatlas.scenario.MsiTracerMachines.x86;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.ByteSize;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.Architecture;
import iovatlas.topology.ContainerOwner;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What a write of a value to an address by a function does.
class MsiTracerProbeTest {

    private static final BootFacts ARM = facts(KernelRelease.V7_3, Architecture.ARM64);
    private static final BootFacts X86 = facts(KernelRelease.V7_3, Architecture.X86_64);
    private static final ContainerOwner PROCESS = new ContainerOwner.UserProcess("dpdk", List.of());

    private static Step map(long iova, boolean write) {
        return new Step.Map("c0", iova(iova), ByteSize.MIB, null, ByteSize.ZERO, true, write);
    }

    private static KernelState passed(Step... more) {
        return after(arm(PROCESS, its()), ARM, passedThrough(more));
    }

    private static MsiTracer.Probe probe(KernelState state, long address, int data) {
        return MsiTracer.probe(state, NIC, iova(address), data);
    }

    private static String seen(MsiTracer.Probe probe) {
        return probe.hops().getLast().fields().getLast().value();
    }

    @Test
    void theFunctionsOwnMessageRaisesItsVector() {
        MsiTracer.Probe probe = probe(passed(), 0x0800_0040, 2);
        assertThat(probe.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(probe.hops().getFirst().kind()).isEqualTo(Kind.IOMMU);
    }

    @Test
    void anEventThatIsNotMappedIsDroppedByTheIts() {
        MsiTracer.Probe probe = probe(passed(), 0x0800_0040, 9);
        assertThat(probe.verdict()).isEqualTo(Verdict.LOST);
        assertThat(probe.summary())
                .isEqualTo(
                        "no MAPTI was issued for DeviceID 0x100, EventID 9: the ITS drops the"
                                + " message");
        assertThat(probe(passed(), 0x0800_0040, 256).summary()).contains("beyond the translation");
    }

    @Test
    void anotherRegisterOfTheDoorbellPageIsNoDoorbell() {
        assertThat(probe(passed(), 0x0800_0044, 0).verdict()).isEqualTo(Verdict.LOST);
        assertThat(probe(passed(), 0x0800_0044, 0).summary()).contains("doorbell page of its0");
    }

    @Test
    void anUnmappedAddressFaultsAsTheHostLogsIt() {
        MsiTracer.Probe probe = probe(passed(), 0x0900_0000, 0);
        assertThat(probe.verdict()).isEqualTo(Verdict.LOST);
        assertThat(seen(probe))
                .isEqualTo(
                        "arm-smmu-v3 smmu0: event: F_TRANSLATION client: 0000:01:00.0 sid: 0x100"
                                + " ssid: 0x0 iova: 0x9000000 ipa: 0x0");
        KernelState old =
                after(
                        arm(PROCESS, its()),
                        facts(KernelRelease.V6_1, Architecture.ARM64),
                        passedThrough());
        assertThat(seen(probe(old, 0x0900_0000, 0)))
                .isEqualTo("arm-smmu-v3 smmu0: event 0x10 received:");
    }

    @Test
    void aWriteIntoAMappingGoesSilentlyIntoMemory() {
        KernelState state = passed(map(0x4000_0000, true), map(0x5000_0000, false));
        MsiTracer.Probe written = probe(state, 0x4000_1000, 0);
        assertThat(written.verdict()).isEqualTo(Verdict.MISDELIVERED);
        assertThat(written.summary()).contains("of dpdk, offset 0x1000");
        MsiTracer.Probe readOnly = probe(state, 0x5000_0000, 0);
        assertThat(readOnly.verdict()).isEqualTo(Verdict.LOST);
        assertThat(seen(readOnly)).contains("F_PERMISSION");
    }

    @Test
    void aFrameLetsAFunctionRaiseAnotherOnesInterrupt() {
        KernelState state =
                after(
                        withDriver(arm(PROCESS, v2m()), DISK, "nvme"),
                        unsafe(ARM, false),
                        passedThrough());
        MsiTracer.Probe probe = probe(state, 0x0800_0040, 80);
        assertThat(probe.verdict()).isEqualTo(Verdict.MISDELIVERED);
        assertThat(probe.summary()).contains("0000:02:00.0");
        assertThat(probe(state, 0x0800_0040, 200).summary()).contains("no interrupt number");
        assertThat(probe(state, 0x0800_0040, 140).summary()).contains("no function's vector");
    }

    @Test
    void anItsKeepsAFunctionFromAnotherOnesInterrupts() {
        KernelState state =
                after(withDriver(arm(PROCESS, its()), DISK, "nvme"), ARM, passedThrough());
        for (int event = 0; event < 64; event++) {
            assertThat(probe(state, 0x0800_0040, event).verdict())
                    .isNotEqualTo(Verdict.MISDELIVERED);
        }
    }

    @Test
    void remappingBlocksPlainMessagesAndForeignEntries() {
        KernelState state = after(withDriver(x86(PROCESS), DISK, "nvme"), X86, passedThrough());
        MsiTracer.Probe plain = probe(state, 0xfee0_0000L, 0x41);
        assertThat(plain.verdict()).isEqualTo(Verdict.LOST);
        assertThat(seen(plain)).contains("[fault reason 0x25]").contains("[0000:01:00.0]");
        MsiTracer.Probe foreign = probe(state, 0xfee0_01f8L, 0);
        assertThat(seen(foreign)).contains("[fault reason 0x26]").contains("fault index 0xf");
        assertThat(seen(probe(state, 0xfee8_0018L, 0))).contains("[fault reason 0x22]");
    }

    @Test
    void withoutRemappingAFunctionRaisesAnyVector() {
        KernelState state =
                after(withDriver(x86(PROCESS), DISK, "nvme"), unsafe(X86, false), passedThrough());
        MsiTracer.Probe foreign = probe(state, 0xfee0_0000L, 0x20);
        assertThat(foreign.verdict()).isEqualTo(Verdict.MISDELIVERED);
        assertThat(probe(state, 0xfee0_0000L, 0xef).summary()).contains("belongs to no interrupt");
    }
}
