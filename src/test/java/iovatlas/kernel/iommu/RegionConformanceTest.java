package iovatlas.kernel.iommu;

import static iovatlas.topology.FunctionKind.CONVENTIONAL;
import static iovatlas.topology.FunctionKind.ENDPOINT;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Reason;
import iovatlas.kernel.pci.PciMachine;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Register64;
import iovatlas.topology.ReservedMemory;
import iovatlas.topology.ReservedMemory.Source;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

/// The odd cases about reserved regions of the conformance table, by their id, and their neighbours.
class RegionConformanceTest {

    private static final String AT = "00:03.0";
    private static final String X86_MSI = "0x00000000fee00000 0x00000000feefffff msi";
    private static final String SW_MSI = "0x0000000008000000 0x00000000080fffff msi";

    @Test
    void c041PlainFunctionOfVtdHasTheInterruptWindowOnly() {
        assertThat(lines(PciMachine.vtd().endpoint(AT))).containsExactly(X86_MSI);
    }

    @Test
    void c043DisplayFunctionMayGiveItsMemoryUp() {
        PciMachine machine =
                PciMachine.vtd()
                        .add(ENDPOINT, AT, f -> PciMachine.identified(f, "8086:1234", 0x030000))
                        .reserved(Source.RMRR, 0x7d800000L, 0x7fffffffL, AT);
        assertThat(lines(machine))
                .containsExactly("0x000000007d800000 0x000000007fffffff direct-relaxable", X86_MSI);
        assertThat(lines(machine.release(KernelRelease.V4_19)))
                .containsExactly("0x000000007d800000 0x000000007fffffff direct", X86_MSI);
    }

    @Test
    void c045PlatformDeviceBehindAnSmmuHasTheSoftwareWindow() {
        GroupTable table =
                Groups.of(
                        PciMachine.smmu()
                                .device(
                                        new PlatformDevice(
                                                "a", "platform", "smmu0", List.of(1), null, null)));
        assertThat(table.groupOfDevice("a").orElseThrow().reserved())
                .extracting(ReservedRegion::sysfsLine)
                .containsExactly(SW_MSI);
    }

    @Test
    void c047IsaBridgeKeepsTheFirstMegabytesForTheFloppyController() {
        PciMachine machine = isaBridge();
        assertThat(lines(machine))
                .containsExactly("0x0000000000000000 0x0000000000ffffff direct-relaxable", X86_MSI);
        GroupTable without =
                Grouping.boot(
                        machine.topology(), machine.facts().withFloppyDriver(Fact.given(false)));
        assertThat(Groups.regionLines(without, AT)).containsExactly(X86_MSI);
    }

    @Test
    void olderKernelsBuildTheFloppyWorkAroundAlways() {
        PciMachine machine = isaBridge().release(KernelRelease.V6_12);
        GroupTable table =
                Grouping.boot(
                        machine.topology(), machine.facts().withFloppyDriver(Fact.given(false)));
        assertThat(Groups.regionLines(table, AT)).hasSize(2);
    }

    @Test
    void c049TouchingRegionsOfOneTypeMerge() {
        assertThat(merged(KernelRelease.V7_3, direct(0x1000, 0x1fff), direct(0x2000, 0x2fff)))
                .containsExactly("0x0000000000001000 0x0000000000002fff direct");
        assertThat(merged(KernelRelease.V4_19, direct(0x1000, 0x1fff), direct(0x2000, 0x2fff)))
                .hasSize(2);
    }

    @Test
    void c051OtherTypesStayLinesOfTheirOwn() {
        assertThat(
                        merged(
                                KernelRelease.V7_3,
                                direct(0x1000, 0x1fff),
                                direct(0x2000, 0x2fff),
                                region(0x1800, 0x27ff, ReservedType.RESERVED),
                                direct(0x4000, 0x4fff)))
                .containsExactly(
                        "0x0000000000001000 0x0000000000002fff direct",
                        "0x0000000000001800 0x00000000000027ff reserved",
                        "0x0000000000004000 0x0000000000004fff direct");
    }

    @Test
    void regionsAreSortedByStartAndThenByType() {
        assertThat(
                        merged(
                                KernelRelease.V7_3,
                                region(0x2000, 0x2fff, ReservedType.MSI),
                                region(0x2000, 0x2fff, ReservedType.DIRECT),
                                region(0x1000, 0x8fff, ReservedType.RESERVED)))
                .containsExactly(
                        "0x0000000000001000 0x0000000000008fff reserved",
                        "0x0000000000002000 0x0000000000002fff direct",
                        "0x0000000000002000 0x0000000000002fff msi");
    }

    @Test
    void aRegionAtTheVeryEndNeverMergesBecauseTheNextAddressWraps() {
        assertThat(
                        merged(
                                KernelRelease.V7_3,
                                direct(0xfffffffffffff000L, -1L),
                                direct(0xfffffffffffff000L, -1L)))
                .hasSize(2);
    }

    @Test
    void oldKernelsDropContainedRegionsAndJoinOverlappingOnes() {
        assertThat(
                        merged(
                                KernelRelease.V4_19,
                                direct(0x1000, 0x3fff),
                                direct(0x2000, 0x2fff),
                                direct(0x3000, 0x4fff)))
                .containsExactly("0x0000000000001000 0x0000000000004fff direct");
    }

    @Test
    void c053DeviceTreeRangeWithoutMemoryIsReserved() {
        AddressRange<Iova> range = PciMachine.range(0x40000000L, 0x400fffffL);
        PciMachine machine =
                PciMachine.smmu().deviceTree().endpoint(AT).reserved(deviceTree(range, null));
        assertThat(lines(machine))
                .containsExactly(SW_MSI, "0x0000000040000000 0x00000000400fffff reserved");
        assertThat(lines(PciMachine.smmu().endpoint(AT).reserved(deviceTree(range, range))))
                .contains("0x0000000040000000 0x00000000400fffff direct");
        AddressRange<Iova> other = PciMachine.range(0x50000000L, 0x500fffffL);
        assertThat(lines(PciMachine.smmu().endpoint(AT).reserved(deviceTree(range, other))))
                .contains("0x0000000040000000 0x00000000400fffff reserved");
    }

    @Test
    void c055IdenticalRegionsOfSeveralMembersAreOneLine() {
        PciMachine machine =
                PciMachine.vtd().part(CONVENTIONAL, AT, null).part(CONVENTIONAL, "00:03.1", null);
        assertThat(lines(machine)).containsExactly(X86_MSI);
    }

    @Test
    void memoryForABridgeHoldsForEverythingBelowIt() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:01.0", "01-02", 0x1f)
                        .endpoint("01:00.0")
                        .reserved(Source.RMRR, 0x11000000L, 0x11000fffL, "00:01.0");
        assertThat(Groups.regionLines(Groups.of(machine), "01:00.0")).hasSize(2);
        GroupTable old = Groups.of(machine.release(KernelRelease.V4_19));
        assertThat(Groups.regionLines(old, "01:00.0")).containsExactly(X86_MSI);
    }

    @Test
    void amdRoundsMemoryToPagesAndAddsTheHyperTransportRange() {
        PciMachine machine =
                PciMachine.amd()
                        .endpoint(AT)
                        .reserved(Source.IVMD, 0x10000800L, 0x100017ffL, AT)
                        .reserved(Source.IVMD, 0x30000000L, 0x30000fffL);
        assertThat(lines(machine))
                .containsExactly(
                        "0x0000000010001000 0x0000000010001fff direct",
                        "0x0000000030000000 0x0000000030000fff direct",
                        X86_MSI,
                        "0x000000fd00000000 0x000000ffffffffff reserved");
    }

    @Test
    void amdLeavesTheHyperTransportRangeOutWhereTheIommuSaysSo() {
        IommuHardware ignoring =
                new IommuHardware.AmdVi(0, new Register64(0), new Register64(1 << 11));
        PciMachine machine = PciMachine.empty().iommu("ivhd0", ignoring).endpoint(AT);
        assertThat(lines(machine)).containsExactly(X86_MSI);
        assertThat(lines(machine.release(KernelRelease.V6_12))).hasSize(2);
    }

    @Test
    void iortMemoryCountsOnlyWhereFirmwareAsksToKeepItsConfiguration() {
        PciMachine machine =
                PciMachine.smmu()
                        .endpoint(AT)
                        .reserved(Source.RMR, 0x50000000L, 0x5000ffffL, true, AT)
                        .reserved(Source.RMR, 0x58000800L, 0x580017ffL, false, AT);
        assertThat(lines(machine)).containsExactly(SW_MSI);
        assertThat(lines(machine.host(0, "00-ff", true)))
                .containsExactly(
                        SW_MSI,
                        "0x0000000050000000 0x000000005000ffff direct-relaxable",
                        "0x0000000058000000 0x0000000058001fff direct");
    }

    @Test
    void hi161xReportsTheTranslatePageOfEveryItsToo() {
        IommuHardware.SmmuV3 plain = PciMachine.smmuV3();
        IommuHardware hisilicon =
                new IommuHardware.SmmuV3(
                        true, true, plain.input(), plain.output(), plain.pageSizes(), false, true);
        PciMachine machine =
                PciMachine.empty().arm().iommu("smmu0", hisilicon).its("its0").endpoint(AT);
        assertThat(lines(machine))
                .containsExactly(SW_MSI, "0x0000000008090000 0x000000000809ffff msi");
        assertThat(machine.topology().msiControllers())
                .containsExactly(
                        new MsiController.Its(
                                "its0", HostPhysical.of(0x8080000), 0, 16, 16, false));
    }

    @Test
    void deviceTreeReservesForPlatformDevicesToo() {
        AddressRange<Iova> range = PciMachine.range(0x40000000L, 0x400fffffL);
        GroupTable table =
                Groups.of(
                        PciMachine.smmu()
                                .device(
                                        new PlatformDevice(
                                                "a", "platform", "smmu0", List.of(1), null, null))
                                .device(
                                        new PlatformDevice(
                                                "b", "platform", "smmu0", List.of(2), null, null))
                                .reserved(
                                        new ReservedMemory(
                                                Source.DEVICE_TREE,
                                                "fb",
                                                range,
                                                range,
                                                List.of(),
                                                List.of("a"),
                                                false,
                                                false)));
        assertThat(table.groupOfDevice("a").orElseThrow().reserved())
                .extracting(ReservedRegion::sysfsLine)
                .containsExactly(SW_MSI, "0x0000000040000000 0x00000000400fffff direct");
        assertThat(table.groupOfDevice("b").orElseThrow().reserved())
                .extracting(ReservedRegion::sysfsLine)
                .containsExactly(SW_MSI);
    }

    @Test
    void functionsWithoutIommuReportNothing() {
        PciMachine machine = PciMachine.empty().endpoint(AT);
        Topology topology = machine.topology();
        assertThat(Grouping.boot(topology, machine.facts()).regionsOf(PciAddress.parse(AT)))
                .isEmpty();
    }

    private static PciMachine isaBridge() {
        return PciMachine.vtd()
                .add(CONVENTIONAL, AT, f -> PciMachine.identified(f, "8086:2918", 0x060100));
    }

    private static ReservedMemory deviceTree(
            AddressRange<Iova> range, @Nullable AddressRange<Iova> backing) {
        return new ReservedMemory(
                Source.DEVICE_TREE,
                "resv",
                range,
                backing,
                List.of(PciAddress.parse(AT)),
                false,
                false);
    }

    private static List<String> lines(PciMachine machine) {
        return Groups.regionLines(Groups.of(machine), AT);
    }

    private static List<String> merged(KernelRelease release, ReservedRegion... regions) {
        RegionList list = new RegionList(release);
        for (ReservedRegion region : regions) {
            list.insert(region);
        }
        return list.regions().stream().map(ReservedRegion::sysfsLine).toList();
    }

    private static ReservedRegion direct(long first, long last) {
        return region(first, last, ReservedType.DIRECT);
    }

    private static ReservedRegion region(long first, long last, ReservedType type) {
        return new ReservedRegion(PciMachine.range(first, last), type, Reason.of(RegionRules.RMRR));
    }
}
