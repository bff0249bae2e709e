package iovatlas.kernel.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.HostPhysical;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Errno;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.its.ItsLookup;
import iovatlas.topology.Architecture;
import iovatlas.topology.BusRange;
import iovatlas.topology.Cpu;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.MsiController;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

/// What a host has only so many of, and the errno when it is used up.
class BudgetTest {

    /// Functions with requester IDs 0x00, 0x08 and so on (from 0x100 of them on 0x4000 higher), each
    /// with a full table.
    private static HostInterrupts host(
            KernelRelease release,
            Architecture architecture,
            int functions,
            int deviceBits,
            int eventBits) {
        List<PciFunction> all =
                IntStream.range(0, functions)
                        .mapToObj(i ->
                                PciFunction.of(at(i), FunctionKind.ENDPOINT)
                                        .withCapabilities(
                                                PciCapabilities.NONE.withMsix(
                                                        MsixCapability.of(2048))))
                        .toList();
        MsiController its =
                new MsiController.Its(
                        "its0", HostPhysical.of(0x0808_0000), 0, deviceBits, eventBits, false);
        Topology topology =
                new Topology(
                        List.of(HostBridge.of(0, new BusRange(0, 255))),
                        all,
                        List.of(),
                        List.of(),
                        architecture == Architecture.ARM64 ? List.of(its) : List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Cpu(0, 0, 0), new Cpu(1, 1, 0)),
                        List.of(),
                        List.of());
        return HostInterrupts.none(topology, BootFacts.standard(release, architecture));
    }

    private static PciAddress at(int number) {
        int bus = number < 0x100 ? number >> 5 : 0x40;
        return PciAddress.parse("%02x:%02x.0".formatted(bus, number & 0x1f));
    }

    private static ArmResult<PhysicalDoorbells> arm(HostInterrupts host, int function, int count) {
        return host.arm(at(function), VectorKind.MSIX, 0, count, new PhysicalDoorbells());
    }

    @ParameterizedTest
    @CsvSource({"7.3, ENODEV", "6.1, ENOMEM"})
    void theLpisOfTheHostAreUsedUpByTwentyEightFullTables(String release, Errno errno) {
        HostInterrupts host = host(KernelRelease.parse(release), Architecture.ARM64, 29, 16, 16);
        for (int i = 0; i < 28; i++) {
            var armed = arm(host, i, 2048);
            assertThat(armed.outcome()).isEqualTo(Outcome.ok(0));
            host = armed.interrupts();
        }
        assertThat(arm(host, 28, 1).outcome().error()).hasValue(errno);
    }

    @Test
    void aDeviceIdBeyondTheTableHasNoDomain() {
        HostInterrupts host = host(KernelRelease.V7_3, Architecture.ARM64, 0x110, 14, 16);
        assertThat(arm(host, 0xff, 1).outcome().isOk()).isTrue();
        assertThat(arm(host, 0x100, 1).outcome().error()).hasValue(Errno.ENODEV);
    }

    @Test
    void aSmallItsRefusesTheMapdOfADeviceIdThatTheTableHasRoomFor() {
        HostInterrupts host = host(KernelRelease.V7_3, Architecture.ARM64, 31, 7, 16);
        var armed = arm(host, 16, 1);
        assertThat(armed.outcome()).isEqualTo(Outcome.ok(0));
        assertThat(armed.interrupts().controllers().its().tablesOf("its0").lookup(0x80, 0))
                .isEqualTo(new ItsLookup.Dropped(ItsLookup.Cause.DEVICE_OUT_OF_RANGE));
    }

    @Test
    void eventIdsOfFewBitsGiveFewVectors() {
        HostInterrupts host = host(KernelRelease.V7_3, Architecture.ARM64, 1, 16, 3);
        assertThat(arm(host, 0, 8).outcome()).isEqualTo(Outcome.ok(0));
        assertThat(arm(host, 0, 9).outcome()).isEqualTo(Outcome.ok(8));
    }

    @Test
    void theVectorsOfTwoProcessorsAreUsedUp() {
        HostInterrupts host = host(KernelRelease.V7_3, Architecture.X86_64, 1, 16, 16);
        assertThat(arm(host, 0, 300).outcome()).isEqualTo(Outcome.ok(0));
        assertThat(arm(host, 0, 500).outcome().error()).hasValue(Errno.ENOSPC);
    }
}
