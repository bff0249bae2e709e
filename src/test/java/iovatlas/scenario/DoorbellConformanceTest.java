package iovatlas.scenario;

import static iovatlas.scenario.Scenarios.DISK;
import static iovatlas.scenario.Scenarios.NIC;
import static iovatlas.scenario.Scenarios.attach;
import static iovatlas.scenario.Scenarios.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.doorbell.ContextDoorbells;
import iovatlas.kernel.doorbell.CookieWindow;
import iovatlas.kernel.doorbell.KernelDomainDoorbells;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.topology.Architecture;
import iovatlas.topology.IdMap;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where doorbell pages go. The numbers are those of the reference's conformance table.
class DoorbellConformanceTest {

    private static final BootFacts ARM = BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64);
    private static final ByteSize PAGE = ByteSize.KIB.times(4);

    /// The machine of the scenarios with one controller for the NIC and one for the disk.
    private static Topology with(MsiController nic, MsiController disk) {
        Topology one = Scenarios.machine();
        var maps = new ArrayList<IdMap>();
        one.idMaps().stream().filter(m -> m.role() == IdMap.Role.IOMMU).forEach(maps::add);
        maps.add(map(nic, 0, 0x1ff));
        maps.add(map(disk, 0x200, 0xffff));
        return new Topology(
                one.hostBridges(),
                one.functions(),
                one.platformDevices(),
                one.iommus(),
                List.of(nic, disk),
                maps,
                one.reservedMemory(),
                one.cpus(),
                one.owners(),
                one.spaces());
    }

    private static IdMap map(MsiController target, int first, int last) {
        return new IdMap(
                IdMap.Role.MSI,
                0,
                new RequesterId(first),
                new RequesterId(last),
                target.name(),
                first);
    }

    private static BootFacts facts(ByteSize page, DomainType type) {
        return new BootFacts(
                ARM.release(),
                ARM.architecture(),
                ARM.firmware(),
                ARM.iommuOn(),
                Fact.given(type),
                ARM.interruptRemapping(),
                Fact.given(page),
                ARM.virtualAddressBits(),
                ARM.iommufd(),
                ARM.groupInterface(),
                ARM.dmaEntryLimit(),
                Fact.given(true),
                ARM.iommufdUnsafeInterrupts(),
                ARM.noIommuMode(),
                ARM.commandLine());
    }

    private static KernelState after(Topology machine, BootFacts facts, Step... steps) {
        Timeline timeline =
                Timeline.of(machine, facts, Stream.of(steps).map(ScenarioStep::of).toList());
        assertThat(Scenarios.words(timeline)).allMatch("OK"::equals);
        return timeline.state(timeline.length());
    }

    private static Iova message(KernelState state, PciAddress at) {
        return state.interrupts().vectorsOf(at).vector(0).orElseThrow().message().address();
    }

    @Test
    void c165SecondItsGetsTheNextPage() {
        Topology machine =
                with(
                        new MsiController.Its("its0", HostPhysical.of(0x8080000), 0, 16, 16, false),
                        new MsiController.Its(
                                "its1", HostPhysical.of(0x80a0000), 1, 16, 16, false));
        KernelState state =
                after(machine, ARM, attach(NIC), attach(DISK), vectors(NIC, 1), vectors(DISK, 1));
        assertThat(message(state, NIC)).isEqualTo(Iova.of(0x8000040));
        assertThat(message(state, DISK)).isEqualTo(Iova.of(0x8001040));
    }

    @Test
    void c167TwoFramesInOneLargePageShareAMapping() {
        Topology machine =
                with(
                        new MsiController.GicV2m("v2m0", HostPhysical.of(0x8020000), 64, 32),
                        new MsiController.GicV2m("v2m1", HostPhysical.of(0x8021000), 96, 32));
        KernelState state =
                after(
                        machine,
                        facts(ByteSize.KIB.times(64), DomainType.DMA),
                        attach(NIC),
                        attach(DISK),
                        vectors(NIC, 1),
                        vectors(DISK, 1));
        assertThat(message(state, NIC)).isEqualTo(Iova.of(0x8000040));
        assertThat(message(state, DISK)).isEqualTo(Iova.of(0x8001040));
        assertThat(state.space("c0").orElseThrow().domains().getFirst().doorbells()).hasSize(1);
    }

    @Test
    void c169Page257LiesBehindTheWindow() {
        CookieWindow cookie = CookieWindow.at(Iova.of(0x8000000), PAGE);
        for (int i = 0; i < 256; i++) {
            cookie = cookie.map(HostPhysical.of(0x1_0000_0000L + i * 0x1000L), _ -> false).state();
        }
        assertThat(cookie.map(HostPhysical.of(0x2_0000_0040L), _ -> false).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0x8100040)));
        assertThat(cookie.map(HostPhysical.of(0x2_0000_0040L), _ -> true).outcome().error())
                .contains(Errno.ENOMEM);
    }

    @Test
    void c173IdentityDomainKeepsThePhysicalAddress() {
        Topology machine = Scenarios.withDriver(Scenarios.machine(), NIC, "i40e");
        KernelState boot = after(machine, facts(PAGE, DomainType.IDENTITY));
        assertThat(message(boot, NIC)).isEqualTo(Iova.of(0x3009_0040));
    }

    @Test
    void c175ContextHasRoomFor64Pages() {
        ContextDoorbells context = ContextDoorbells.of(PAGE);
        Iova start = Iova.of(0x8000000);
        for (int i = 0; i < 64; i++) {
            context = context.map(start, HostPhysical.of(0x1_0000_0000L + i * 0x1000L)).state();
        }
        assertThat(context.map(start, HostPhysical.of(0x2_0000_0000L)).outcome().error())
                .contains(Errno.EOVERFLOW);
    }

    @Test
    void c177KernelDomainGivesPagesFromTheTopOfTheLow4Gib() {
        KernelDomainDoorbells domain = KernelDomainDoorbells.of(PAGE, AddressRange.all(Iova.ZERO));
        var first = domain.map(HostPhysical.of(0x8090040));
        assertThat(first.outcome()).isEqualTo(Outcome.ok(Iova.of(0xfffff040L)));
        assertThat(first.state().map(HostPhysical.of(0x80b0040)).outcome())
                .isEqualTo(Outcome.ok(Iova.of(0xffffe040L)));
    }

    @Test
    void c179SoftwareWindowIsNotReservedInKernelDomains() {
        var groups = Grouping.boot(Scenarios.machine(), ARM);
        assertThat(groups.groupOf(NIC).orElseThrow().reserved())
                .anyMatch(r -> r.range().contains(Iova.of(0x8000000)));
        KernelDomainDoorbells domain = new KernelDomains(groups).of(NIC).orElseThrow().fresh();
        assertThat(domain.reserved().firstAt(Iova.of(0x8000000))).isEmpty();
    }
}
