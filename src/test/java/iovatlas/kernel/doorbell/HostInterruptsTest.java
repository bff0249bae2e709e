package iovatlas.kernel.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.its.ItsDriver;
import iovatlas.kernel.its.ItsLookup;
import iovatlas.topology.Architecture;
import iovatlas.topology.BusRange;
import iovatlas.topology.Cpu;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsiController;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Register64;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

class HostInterruptsTest {

    private static final PciAddress AT = PciAddress.parse("01:00.0");
    private static final MsiController ITS =
            new MsiController.Its("its0", HostPhysical.of(0x0808_0000), 0, 16, 16, false);
    private static final MsiController V2M =
            new MsiController.GicV2m("v2m0", HostPhysical.of(0x0802_0000), 80, 64);
    private static final Iommu DMAR =
            new Iommu(
                    "dmar0",
                    new IommuHardware.Vtd(new Register64(0), new Register64(0)),
                    null,
                    null);

    private static HostInterrupts host(
            KernelRelease release, List<MsiController> controllers, PciCapabilities capabilities) {
        BootFacts facts =
                BootFacts.standard(
                        release, controllers.isEmpty() ? Architecture.X86_64 : Architecture.ARM64);
        return HostInterrupts.none(topology(controllers, capabilities), facts);
    }

    private static Topology topology(
            List<MsiController> controllers, PciCapabilities capabilities) {
        return new Topology(
                List.of(HostBridge.of(0, new BusRange(0, 255))),
                List.of(PciFunction.of(AT, FunctionKind.ENDPOINT).withCapabilities(capabilities)),
                List.of(),
                controllers.isEmpty() ? List.of(DMAR) : List.of(),
                controllers,
                List.of(),
                List.of(),
                List.of(new Cpu(0, 0, 0), new Cpu(1, 1, 0)),
                List.of(),
                List.of());
    }

    private static PciCapabilities msix(int entries) {
        return PciCapabilities.NONE.withMsix(MsixCapability.of(entries));
    }

    private static PciCapabilities msi(int vectors) {
        return PciCapabilities.NONE.withMsi(new MsiCapability(vectors, true, false));
    }

    private static ArmResult<RecordedDomain> arm(
            HostInterrupts host, VectorKind kind, int start, int count) {
        return host.arm(AT, kind, start, count, RecordedDomain.fresh());
    }

    private static List<VectorRegisters.Entry> entries(HostInterrupts interrupts) {
        VectorRegisters.Msix msix = interrupts.registers(AT).msix();
        return msix == null ? List.of() : msix.entries();
    }

    @Test
    @Tag("M005")
    void threeMsiVectorsTakeABlockOfFour() {
        var armed = arm(host(KernelRelease.V7_3, List.of(ITS), msi(32)), VectorKind.MSI, 0, 3);
        assertThat(armed.outcome()).isEqualTo(Outcome.ok(0));
        VectorRegisters.Msi registers = armed.interrupts().registers(AT).msi();
        assertThat(registers)
                .isEqualTo(
                        new VectorRegisters.Msi(true, 32, 4, new Message(Iova.of(0x0800_0040), 0)));
        var device =
                armed.interrupts()
                        .controllers()
                        .its()
                        .device(new ItsDriver.Key("its0", 0x100))
                        .orElseThrow();
        assertThat(device.entries()).isEqualTo(32);
        assertThat(device.events().count()).isEqualTo(4);
    }

    @Test
    @Tag("M013")
    void vectorsCanBeAddedByReleaseAndController() {
        assertThat(host(KernelRelease.V6_18, List.of(ITS), msix(8)).growsDynamically(AT)).isFalse();
        assertThat(host(KernelRelease.V7_3, List.of(ITS), msix(8)).growsDynamically(AT)).isTrue();
        assertThat(host(KernelRelease.V7_3, List.of(V2M), msix(8)).growsDynamically(AT)).isFalse();
        assertThat(host(KernelRelease.V6_1, List.of(), msix(8)).growsDynamically(AT)).isFalse();
        assertThat(host(KernelRelease.V6_12, List.of(), msix(8)).growsDynamically(AT)).isTrue();
        assertThat(host(KernelRelease.V7_3, List.of(ITS), msi(1)).growsDynamically(AT)).isFalse();
    }

    @Test
    @Tag("M015")
    void aVectorBeyondTheAllocatedOnesIsRefusedOrAdded() {
        var old = arm(host(KernelRelease.V6_18, List.of(ITS), msix(64)), VectorKind.MSIX, 0, 4);
        assertThat(arm(old.interrupts(), VectorKind.MSIX, 6, 1).outcome().error())
                .hasValue(Errno.EINVAL);
        var armed = arm(host(KernelRelease.V7_3, List.of(ITS), msix(64)), VectorKind.MSIX, 0, 4);
        var added = arm(armed.interrupts(), VectorKind.MSIX, 6, 1);
        assertThat(added.outcome().isOk()).isTrue();
        assertThat(added.interrupts().vectorsOf(AT).vector(6).orElseThrow().message().data())
                .isEqualTo(4);
    }

    @Test
    void aRefusedGrowthTakesTheHandlersBeforeItAwayUnlessTheReleaseChecksFirst() {
        var new6 = arm(host(KernelRelease.V6_12, List.of(ITS), msix(64)), VectorKind.MSIX, 0, 1);
        var after12 = arm(new6.interrupts(), VectorKind.MSIX, 0, 8).interrupts();
        assertThat(after12.vectorsOf(AT).vector(0).orElseThrow().state())
                .isEqualTo(Vector.State.RELEASED);
        var old = arm(host(KernelRelease.V6_1, List.of(ITS), msix(64)), VectorKind.MSIX, 0, 1);
        var after1 = arm(old.interrupts(), VectorKind.MSIX, 0, 8).interrupts();
        assertThat(after1.vectorsOf(AT).vector(0).orElseThrow().isHandled()).isTrue();
    }

    @Test
    @Tag("M055")
    void withoutIommuTheMessageHasThePhysicalAddress() {
        HostInterrupts host = host(KernelRelease.V7_3, List.of(ITS), msix(8));
        var armed = host.arm(AT, VectorKind.MSIX, 0, 6, new PhysicalDoorbells());
        assertThat(armed.interrupts().vectorsOf(AT).vector(5).orElseThrow().message())
                .isEqualTo(new Message(Iova.of(0x0809_0040), 5));
    }

    @Test
    @Tag("M065")
    void aFrameTakesTheInterruptNumberAsData() {
        HostInterrupts host = host(KernelRelease.V7_3, List.of(V2M), msix(8));
        var armed = host.arm(AT, VectorKind.MSIX, 0, 1, new PhysicalDoorbells());
        assertThat(armed.interrupts().vectorsOf(AT).vector(0).orElseThrow().message())
                .isEqualTo(new Message(Iova.of(0x0802_0040), 0x50));
    }

    @Test
    void withoutRemappingAFunctionGetsOneMsiVector() {
        HostInterrupts host =
                HostInterrupts.none(
                        new Topology(
                                List.of(HostBridge.of(0, new BusRange(0, 255))),
                                List.of(
                                        PciFunction.of(AT, FunctionKind.ENDPOINT)
                                                .withCapabilities(msi(8))),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of()),
                        BootFacts.standard(KernelRelease.V7_3, Architecture.X86_64));
        var armed = arm(host, VectorKind.MSI, 0, 4);
        assertThat(armed.outcome()).isEqualTo(Outcome.ok(1));
        assertThat(armed.interrupts().active(AT)).isEmpty();
    }

    @Test
    void aFrameThatRunsOutSaysHowManyVectorsThereAreAndKeepsNone() {
        MsiController small = new MsiController.GicV2m("v2m0", HostPhysical.of(0x0802_0000), 80, 3);
        var armed = arm(host(KernelRelease.V7_3, List.of(small), msix(8)), VectorKind.MSIX, 0, 5);
        assertThat(armed.outcome()).isEqualTo(Outcome.ok(3));
        assertThat(armed.interrupts().active(AT)).isEmpty();
        assertThat(arm(armed.interrupts(), VectorKind.MSIX, 0, 3).outcome())
                .isEqualTo(Outcome.ok(0));
    }

    @Test
    void withoutMessagesOnTheCommandLineEveryCallIsInvalid() {
        BootFacts facts = BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64);
        BootFacts off =
                new BootFacts(
                        facts.release(),
                        facts.architecture(),
                        facts.firmware(),
                        facts.iommuOn(),
                        facts.defaultDomain(),
                        facts.interruptRemapping(),
                        facts.pageSize(),
                        facts.virtualAddressBits(),
                        facts.iommufd(),
                        facts.groupInterface(),
                        facts.dmaEntryLimit(),
                        facts.unsafeInterrupts(),
                        facts.iommufdUnsafeInterrupts(),
                        facts.noIommuMode(),
                        Fact.given(new CommandLine("pci=noaer,nomsi")));
        HostInterrupts host = HostInterrupts.none(topology(List.of(ITS), msix(8)), off);
        assertThat(arm(host, VectorKind.MSIX, 0, 1).outcome().error()).hasValue(Errno.EINVAL);
        assertThat(host.vectorCount(AT, VectorKind.MSIX)).isEqualTo(8);
    }

    @Test
    void withoutControllerThereIsNoVector() {
        HostInterrupts host =
                HostInterrupts.none(
                        topology(List.of(), msix(8)),
                        BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64));
        assertThat(arm(host, VectorKind.MSIX, 0, 1).outcome().error()).hasValue(Errno.ENOTSUPP);
    }

    @Test
    void switchingOffLeavesNothingBehindOnTheIts() {
        for (KernelRelease release : List.of(KernelRelease.V6_1, KernelRelease.V7_3)) {
            HostInterrupts host = host(release, List.of(ITS), msix(64));
            var off = arm(host, VectorKind.MSIX, 0, 4).interrupts().off(AT);
            assertThat(off.registers(AT).msix())
                    .isEqualTo(new VectorRegisters.Msix(false, 64, List.of()));
            ItsDriver its = off.controllers().its();
            assertThat(its.tablesOf("its0").lookup(0x100, 0)).isInstanceOf(ItsLookup.Dropped.class);
            // Since 6.16 the table stays as long as the function's interrupt domain.
            assertThat(its.device(new ItsDriver.Key("its0", 0x100)).isPresent())
                    .isEqualTo(release.equals(KernelRelease.V7_3));
            assertThat(arm(off, VectorKind.MSIX, 0, 1).interrupts().vectorsOf(AT).vector(0))
                    .hasValueSatisfying(v -> assertThat(v.message().data()).isZero());
        }
    }

    @Test
    void anUnrequestedEntryStaysInTheTableOnX86() {
        HostInterrupts host = host(KernelRelease.V7_3, List.of(), msix(8));
        var armed = host.arm(AT, VectorKind.MSIX, 3, 1, new PhysicalDoorbells());
        assertThat(entries(armed.interrupts())).hasSize(4);
        HostInterrupts off = armed.interrupts().off(AT);
        assertThat(entries(off)).extracting(VectorRegisters.Entry::number).containsExactly(0, 1, 2);
        assertThat(entries(off.closed(AT))).isEmpty();
    }

    @Test
    void aFunctionThatGoesGivesEverythingBack() {
        HostInterrupts host = host(KernelRelease.V7_3, List.of(ITS), msix(64));
        HostInterrupts armed = arm(host, VectorKind.MSIX, 0, 4).interrupts();
        Topology without = armed.topology().withFunctions(List.of());
        HostInterrupts gone = armed.withMachine(without);
        assertThat(gone.vectorsOf(AT)).isEqualTo(FunctionVectors.NONE);
        assertThat(gone.controllers().its().devices().isEmpty()).isTrue();
    }

    @Test
    void aFunctionWithoutAnUpperAddressRegisterKeepsHalfOfTheAddress() {
        HostInterrupts host =
                host(
                        KernelRelease.V7_3,
                        List.of(
                                new MsiController.Its(
                                        "its0", HostPhysical.of(0x1_0808_0000L), 0, 16, 16, false)),
                        PciCapabilities.NONE.withMsi(new MsiCapability(1, false, false)));
        var armed = host.arm(AT, VectorKind.MSI, 0, 1, new PhysicalDoorbells());
        assertThat(armed.interrupts().vectorsOf(AT).vector(0).orElseThrow().message().address())
                .isEqualTo(Iova.of(0x0809_0040));
    }
}
