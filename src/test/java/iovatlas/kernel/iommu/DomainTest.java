package iovatlas.kernel.iommu;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.pci.PciMachine;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.Register64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;

/// Default domain types, and the shape of the domains that users get.
class DomainTest {

    private static final String AT = "00:03.0";
    private static final long SCALABLE = 1L << 43;
    private static final long FIRST = 1L << 47;
    private static final long SECOND = 1L << 46;
    private static final long PASS = 1L << 6;
    private static final long CACHING = 1L << 7;

    @ParameterizedTest
    @CsvSource({
        "'',DMA_FQ",
        "iommu.passthrough=1,IDENTITY",
        "iommu=pt,IDENTITY",
        "'iommu=off,pt',IDENTITY",
        "iommu=soft,DMA_FQ",
        "iommu.strict=1,DMA",
        "'intel_iommu=on,strict',DMA",
        "amd_iommu=fullflush,DMA",
        "iommu.passthrough=1 iommu.strict=1,IDENTITY",
        "iommu=pt iommu.passthrough=0,DMA_FQ"
    })
    void commandLineChoosesTheDefaultType(String line, DomainType type) {
        assertThat(type(PciMachine.vtd().commandLine(line))).isEqualTo(type);
    }

    @Test
    void aStatedTypeWinsOverTheCommandLine() {
        assertThat(type(PciMachine.vtd().defaultDomain(DomainType.DMA).commandLine("iommu=pt")))
                .isEqualTo(DomainType.DMA);
    }

    @Test
    void armIsStrictAndX86LazyUnlessTheUnitCachesAbsentEntries() {
        assertThat(type(PciMachine.smmu())).isEqualTo(DomainType.DMA);
        assertThat(type(PciMachine.vtd())).isEqualTo(DomainType.DMA_FQ);
        assertThat(type(vtd(CACHING, PASS))).isEqualTo(DomainType.DMA);
        assertThat(type(vtd(CACHING, PASS | SCALABLE | FIRST))).isEqualTo(DomainType.DMA_FQ);
        assertThat(type(vtd(CACHING, PASS | SCALABLE | FIRST).commandLine("intel_iommu=sm_off")))
                .isEqualTo(DomainType.DMA);
        IommuHardware npCache = new IommuHardware.AmdVi(1 << 26, new Register64(0));
        assertThat(type(PciMachine.empty().iommu("ivhd0", npCache))).isEqualTo(DomainType.DMA);
        assertThat(type(PciMachine.amd())).isEqualTo(DomainType.DMA_FQ);
    }

    @Test
    void identityIsNotChangedByStrictness() {
        assertThat(type(vtd(CACHING, PASS).commandLine("iommu=pt"))).isEqualTo(DomainType.IDENTITY);
    }

    @Test
    void aUnitWithoutPassThroughTranslatesAllTheSameInNewKernels() {
        PciMachine machine = vtd(0, 0).commandLine("iommu=pt");
        assertThat(type(machine)).isEqualTo(DomainType.DMA);
        assertThat(type(vtd(0, 0).commandLine("iommu=pt").release(KernelRelease.V6_1)))
                .isEqualTo(DomainType.IDENTITY);
    }

    @Test
    void virtioIsLazyOnlyInNewKernels() {
        PciMachine machine =
                PciMachine.empty()
                        .iommu(
                                "viommu0",
                                new IommuHardware.VirtioIommu(
                                        new PageSizes(-0x1000L), AddressRange.all(Iova.ZERO), null))
                        .add(FunctionKind.ENDPOINT, AT, f -> f.withDriver("d"));
        assertThat(groupType(machine)).isEqualTo(DomainType.DMA_FQ);
        assertThat(groupType(machine.release(KernelRelease.V6_1))).isEqualTo(DomainType.DMA);
    }

    @Test
    void whatIsOutsideTheMachineIsTranslatedWhateverTheKernelWasTold() {
        PciMachine machine =
                PciMachine.vtd()
                        .commandLine("iommu=pt")
                        .add(
                                FunctionKind.ROOT_PORT,
                                "00:1c.0",
                                f ->
                                        f.withBuses(BusRange.parse("01"))
                                                .withCapabilities(
                                                        PciCapabilities.NONE.withAcs(
                                                                AcsCapability.of(0x1f)))
                                                .withExternalFacing(true))
                        .endpoint("01:00.0");
        GroupTable table = Groups.of(machine);
        assertThat(table.groupOf(PciAddress.parse("01:00.0")).orElseThrow().type())
                .isEqualTo(DomainType.DMA);
        assertThat(table.groupOf(PciAddress.parse("00:1c.0")).orElseThrow().type())
                .as("the port itself is inside")
                .isEqualTo(DomainType.IDENTITY);
    }

    @Test
    void amdLeavesFunctionsThatCanUsePasidsUntranslated() {
        PciCapabilities pasid =
                new PciCapabilities(null, null, null, null, false, false, false, true, Set.of(), 0);
        IommuHardware guest = new IommuHardware.AmdVi(0, new Register64(1 << 4));
        PciMachine machine =
                PciMachine.empty()
                        .iommu("ivhd0", guest)
                        .add(FunctionKind.ENDPOINT, AT, f -> f.withCapabilities(pasid));
        assertThat(groupType(machine)).isEqualTo(DomainType.IDENTITY);
        assertThat(groupType(machine.release(KernelRelease.V6_1))).isEqualTo(DomainType.DMA_FQ);
    }

    @ParameterizedTest
    @CsvSource({
        "39,0x2,0x7fffffffff", "39,0x4,0x7fffffffff", "48,0x4,0xffffffffffff",
        "48,0x6,0xffffffffffff", "57,0xe,0x1ffffffffffffff", "52,0x4,0xffffffffffff"
    })
    void vtdSecondStageReachesAsFarAsWidthAndLevelsAllow(int mgaw, String sagaw, String last) {
        long cap = (long) (mgaw - 1) << 16 | Long.decode(sagaw) << 8 | 1L << 34;
        DomainShape shape = shape(PciMachine.empty().iommu("dmar0", PciMachine.vtdHardware(cap)));
        assertThat(shape.aperture().last()).isEqualTo(Iova.parse(last));
        assertThat(shape.pageSizes().text()).isEqualTo("4K|2M");
        assertThat(shape.format()).isEqualTo(PageTableFormat.VTD_SECOND_STAGE);
    }

    @Test
    void vtdFirstStageReachesTheLowerHalfAndNeverSharesWithTheSecond() {
        DomainShape first = shape(vtd(0, SCALABLE | FIRST | SECOND));
        DomainShape second = shape(vtd(0, 0));
        assertThat(first.aperture().last()).isEqualTo(Iova.of(0x7fffffffffffL));
        assertThat(first.sameOps(second)).isFalse();
        assertThat(first.accepts(second)).isFalse();
        PciMachine old = vtd(0, SCALABLE | FIRST | SECOND).release(KernelRelease.V6_1);
        assertThat(shape(old).stage1()).isFalse();
        assertThat(shape(old).format()).isEqualTo(PageTableFormat.VTD);
    }

    @Test
    void vtdUnitsShareWhereTheOtherCanDoAsMuch() {
        DomainShape wide = shape(vtd(0, 0));
        DomainShape narrow =
                shape(PciMachine.empty().iommu("dmar1", PciMachine.vtdHardware(38L << 16 | 0x200)));
        assertThat(wide.accepts(narrow)).isFalse();
        assertThat(narrow.accepts(wide)).isTrue();
        assertThat(wide.coherency()).isFalse();
        assertThat(shape(vtd(0, 1 << 7)).coherency()).isTrue();
    }

    @Test
    void theComparisonThatKeepsAFunctionOutIsNamed() {
        DomainShape wide = shape(vtd(0, 0));
        DomainShape narrow =
                shape(PciMachine.empty().iommu("dmar1", PciMachine.vtdHardware(38L << 16 | 0x200)));
        DomainDifference width = wide.obstacle(narrow);
        assertThat(width).isEqualTo(DomainDifference.WIDTH);
        assertThat(DomainDifference.WIDTH.text(wide, narrow))
                .isEqualTo("the domain has 48 bits of address, and dmar1 has 39");
        assertThat(narrow.obstacle(wide)).isNull();
        DomainShape smmu = shape(PciMachine.smmu());
        DomainShape other = shape(PciMachine.empty().arm().iommu("smmu1", PciMachine.smmuV3()));
        assertThat(smmu.obstacle(other)).isEqualTo(DomainDifference.INSTANCE);
        assertThat(DomainDifference.INSTANCE.text(smmu, other))
                .contains("behind smmu0 only", "behind smmu1");
    }

    @Test
    void amdTablesReachByLevelsOnlyInNewKernels() {
        assertThat(shape(PciMachine.amd()).aperture().last()).isEqualTo(Iova.MAX);
        IommuHardware small = new IommuHardware.AmdVi(0, new Register64(0));
        PciMachine machine = PciMachine.empty().iommu("ivhd0", small);
        assertThat(shape(machine).aperture().last()).isEqualTo(Iova.of(0xffffffffffffL));
        assertThat(shape(machine).pageSizes().bitmap()).isEqualTo(0x000fff7ffffff000L);
        assertThat(shape(machine).coherency()).isTrue();
        machine.release(KernelRelease.V6_1);
        assertThat(shape(machine).aperture().last()).isEqualTo(Iova.MAX);
        assertThat(shape(machine).pageSizes().bitmap()).isEqualTo(0xffffff7ffffff000L);
    }

    @Test
    void amdSecondVersionNeedsTheWordAndTheHardware() {
        PciMachine machine = PciMachine.amd().commandLine("amd_iommu=pgtbl_v2");
        assertThat(shape(machine).format()).isEqualTo(PageTableFormat.AMD_V1);
        IommuHardware guest = new IommuHardware.AmdVi(0, new Register64(1 << 4));
        PciMachine able =
                PciMachine.empty().iommu("ivhd0", guest).commandLine("amd_iommu=pgtbl_v2");
        assertThat(shape(able).format()).isEqualTo(PageTableFormat.AMD_V2);
        assertThat(shape(able).aperture().last()).isEqualTo(Iova.of(0x7fffffffffffL));
    }

    @Test
    void smmuDomainsAreBoundToTheirInstanceAndKeepOneGranule() {
        DomainShape shape = shape(PciMachine.smmu());
        assertThat(shape.aperture().last()).isEqualTo(Iova.of(0xffffffffffffL));
        assertThat(shape.pageSizes().text()).isEqualTo("4K|2M|1G");
        DomainShape other = shape(PciMachine.empty().arm().iommu("smmu1", PciMachine.smmuV3()));
        assertThat(shape.sameOps(other)).isTrue();
        assertThat(shape.accepts(other)).isFalse();
        assertThat(shape.accepts(shape)).isTrue();
    }

    @Test
    void onlyTheDriverOfSmmuV3LooksAtTheKernelsVirtualAddresses() {
        PciMachine second = PciMachine.empty().arm().iommu("smmu0", SmmuV2Machines.hardware(8));
        assertThat(shape(second.virtualAddressBits(39)).aperture().last())
                .isEqualTo(Iova.of(0xffffffffffffL));
        assertThat(shape(PciMachine.smmu().virtualAddressBits(39)).aperture().last())
                .isEqualTo(Iova.of(0x7fffffffffL));
    }

    @Test
    void smmuWithoutStage1ReachesAsFarAsItsOutput() {
        IommuHardware second =
                new IommuHardware.SmmuV3(
                        false,
                        true,
                        new AddressWidth(48),
                        new AddressWidth(44),
                        new PageSizes(0x20010000L),
                        true,
                        false);
        DomainShape shape = shape(PciMachine.empty().arm().iommu("smmu0", second));
        assertThat(shape.aperture().last()).isEqualTo(Iova.of(0xfffffffffffL));
        assertThat(shape.pageSizes().text()).isEqualTo("64K|512M");
        assertThat(shape.coherency()).isTrue();
    }

    @Test
    void interruptsAreIsolatedByAnItsOrByRemapping() {
        assertThat(isolated(PciMachine.smmu().its("its0"))).isTrue();
        assertThat(isolated(PciMachine.smmu().gicV2m("v2m0"))).isFalse();
        assertThat(isolated(PciMachine.smmu())).isFalse();
        assertThat(isolated(PciMachine.vtd())).isTrue();
        assertThat(isolated(PciMachine.vtd().interruptRemapping(false))).isFalse();
        PciMachine old = PciMachine.smmu().gicV2m("v2m0").release(KernelRelease.V6_1);
        GroupTable table = Groups.of(old.add(FunctionKind.ENDPOINT, AT, f -> f.withDriver("d")));
        assertThat(table.isolatedMsi(0).holds()).isFalse();
        assertThat(table.isolatedMsi(0).reason().text()).contains("v2m0");
    }

    private static boolean isolated(PciMachine machine) {
        return Groups.of(machine.endpoint(AT)).isolatedMsi(0).holds();
    }

    private static PciMachine vtd(long cap, long ecap) {
        return PciMachine.empty()
                .iommu(
                        "dmar0",
                        new IommuHardware.Vtd(
                                new Register64(cap | 47L << 16 | 0x600), new Register64(ecap)));
    }

    private static DomainType type(PciMachine machine) {
        return groupType(machine.endpoint(AT));
    }

    private static DomainType groupType(PciMachine machine) {
        return Groups.of(machine).groupOf(PciAddress.parse(AT)).orElseThrow().type();
    }

    private static DomainShape shape(PciMachine machine) {
        return Groups.of(machine.endpoint(AT)).shapeFor(PciAddress.parse(AT)).orElseThrow();
    }

    @Test
    void saysWhyADomainTranslatesAndMapsWhatItDoes() {
        ShapeReasons smmu = why(PciMachine.smmu(), false);
        assertThat(smmu.aperture().rule()).isEqualTo(ShapeRules.SMMU_STAGE_1);
        assertThat(smmu.aperture().text()).contains("VA_BITS 48");
        assertThat(smmu.pageSizes().text()).contains("(4K 64K 1M ").contains("(4K)");
        assertThat(why(PciMachine.smmu(), true).aperture().rule())
                .isEqualTo(ShapeRules.SMMU_STAGE_2);
        assertThat(why(vtd(0, PASS), false).aperture().rule())
                .isEqualTo(ShapeRules.VTD_SECOND_WIDTH_BY_STAGE);
        assertThat(why(vtd(0, PASS | SCALABLE | FIRST), false).aperture().rule())
                .isEqualTo(ShapeRules.VTD_FIRST_WIDTH_BY_STAGE);
        assertThat(why(vtd(0, PASS).release(KernelRelease.V6_12), false).aperture().rule())
                .isEqualTo(ShapeRules.VTD_SECOND_WIDTH);
        assertThat(why(PciMachine.amd(), false).pageSizes().text()).contains("format v1");
    }

    private static ShapeReasons why(PciMachine machine, boolean second) {
        GroupTable table = Groups.of(machine);
        return table.whyShape(table.topology().iommus().getFirst().name(), second).orElseThrow();
    }
}
