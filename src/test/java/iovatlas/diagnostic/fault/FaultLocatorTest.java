package iovatlas.diagnostic.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import iovatlas.address.Iova;
import iovatlas.document.DocumentReader;
import iovatlas.scenario.Timeline;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class FaultLocatorTest {

    private static final String MACHINE =
            """
            format: 1
            title: a machine
            kernel: {release: "6.12", page-size: 4K, arch: arm64}
            functions:
              - {at: "0000:00:01.0", kind: root-port, bus: "01", acs: {cap: 0x5f}}
              - {at: "0000:01:00.0", kind: endpoint, name: nic0, msix: 8, driver: vfio-pci}
              - {at: "0000:00:02.0", kind: integrated-endpoint, name: usb0}
            iommus:
              - {name: smmu0, kind: smmuv3}
            msi-controllers:
              - {name: its0, kind: its, base: 0x30080000}
            id-maps:
              - {iommu: smmu0, rids: 0x0000-0xffff, to: 0x5000}
              - {msi: its0, rids: 0x0000-0xffff, to: 0x0000}
            containers:
              - {name: c0}
            steps:
              - {do: attach, device: nic0, container: c0}
              - {do: map, container: c0, iova: 0x40000000, size: 1M}
              - {do: map, container: c0, iova: 0x50000000, size: 1M}
              - {do: unmap, container: c0, iova: 0x50000000, size: 1M}
              - {do: map, container: c0, iova: 0x60000000, size: 1M}
            """;

    private static Timeline timeline() {
        try {
            return DocumentReader.read(MACHINE).atlas().run();
        } catch (iovatlas.document.DocumentError broken) {
            throw new AssertionError(broken);
        }
    }

    private static List<FaultPlace> locate(String... lines) {
        Timeline timeline = timeline();
        return new FaultLocator(timeline, timeline.length())
                .locate(FaultLines.read(List.of(lines)));
    }

    private static String smmu(long iova) {
        return "arm-smmu-v3 smmu0: event: F_TRANSLATION client: 0000:01:00.0 sid: 0x5100 ssid: 0x0"
                + " iova: 0x"
                + Long.toHexString(iova)
                + " ipa: 0x0";
    }

    @Test
    void readsTheSpellingsOfEveryDriver() {
        List<Fault> faults =
                FaultLines.read(
                        List.of(
                                "DMAR: [DMA Write NO_PASID] Request device [05:00.0] fault addr"
                                        + " 0x69974000 [fault reason 0x05] PTE Write access is not"
                                        + " set",
                                "DMAR:[DMA Read] Request device [01:00.0] fault addr 0 [fault"
                                        + " reason 06] PTE Read access is not set",
                                "DMAR: [INTR-REMAP] Request device [f0:1f.0] fault index 0x0 [fault"
                                        + " reason 0x25] Blocked a compatibility format interrupt",
                                "xhci_hcd 0000:01:00.0: Event logged [IO_PAGE_FAULT domain=0x0000"
                                        + " address=0xfe80b000 flags=0x0020]",
                                "AMD-Vi: Event logged [IO_PAGE_FAULT device=02:00.1 domain=0x000a"
                                        + " address=0x1000 flags=0x0010]",
                                "arm-smmu arm-smmu.1.auto: Unhandled context fault: fsr=0x80000402,"
                                        + " iova=0x8010003f6000, fsynr=0x70091, cbfrsynra=0x9000,"
                                        + " cb=7",
                                "io_page_fault: IOMMU:[drvname] 0000:05:00.0"
                                        + " iova=0x0000000091482640 flags=0x0000"));
        assertThat(faults)
                .extracting(Fault::reporter)
                .containsExactly(
                        Fault.Reporter.DMAR,
                        Fault.Reporter.DMAR,
                        Fault.Reporter.DMAR_INTERRUPT,
                        Fault.Reporter.AMD_VI,
                        Fault.Reporter.AMD_VI,
                        Fault.Reporter.SMMU_V2,
                        Fault.Reporter.TRACE);
        assertThat(faults.get(0).device()).hasToString("0000:05:00.0");
        assertThat(faults.get(0).address()).isEqualTo(Iova.of(0x69974000));
        assertThat(faults.get(0).access()).isEqualTo(Fault.Access.WRITE);
        assertThat(faults.get(4).reason()).contains("does not permit");
        assertThat(faults.get(5).streamId()).isEqualTo(0x9000);
        assertThat(faults.get(5).access()).isEqualTo(Fault.Access.WRITE);
    }

    @Test
    void putsTheWordsOfAnSmmuV3RecordTogether() {
        List<Fault> faults =
                FaultLines.read(
                        List.of(
                                "arm-smmu-v3 arm-smmu-v3.2.auto: event 0x10 received:",
                                "arm-smmu-v3 arm-smmu-v3.2.auto: \t0x0000350100000010",
                                "hns3 0000:35:00.0: something else",
                                "arm-smmu-v3 arm-smmu-v3.2.auto: \t0x000002088000003f",
                                "arm-smmu-v3 arm-smmu-v3.2.auto: \t0x00000000a50e0800",
                                "arm-smmu-v3 arm-smmu-v3.2.auto: \t0x0000000000000000"));
        assertThat(faults)
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.streamId()).isEqualTo(0x3501);
                    assertThat(fault.address()).isEqualTo(Iova.of(0xa50e0800L));
                    assertThat(fault.access()).isEqualTo(Fault.Access.READ);
                    assertThat(fault.line()).isEqualTo(1);
                });
    }

    @Test
    void tellsEqualStreamIdsApartByTheNumberInTheNameOfTheSmmu() {
        String two =
                """
                format: 1
                title: two SMMUs
                kernel: {release: "6.12", page-size: 4K, arch: arm64}
                functions:
                  - {at: "0000:00:01.0", kind: integrated-endpoint, name: nic0}
                  - {at: "0001:00:01.0", kind: integrated-endpoint, name: nic1}
                iommus:
                  - {name: smmu0, kind: smmuv3, base: 0x2b400000}
                  - {name: smmu1, kind: smmuv3, base: 0x2b600000}
                id-maps:
                  - {iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000}
                  - {iommu: smmu1, segment: "0001", rids: 0x0000-0xffff, to: 0x0000}
                """;
        StreamOwner owner = new StreamOwner(DocumentReader.read(two).atlas().topology());
        assertThat(owner.functions("arm-smmu-v3.1.auto", 8))
                .extracting(Object::toString)
                .containsExactly("0001:00:01.0");
        assertThat(owner.functions("arm-smmu-v3.7.auto", 8)).hasSize(2);
    }

    @Test
    void saysHowFarBehindAMappingItLies() {
        FaultPlace place = locate(smmu(0x40110000), smmu(0x40110000)).getFirst();
        assertThat(place.times()).isEqualTo(2);
        assertThat(place.space()).isEqualTo("c0");
        assertThat(place.facts())
                .anySatisfy(f -> assertThat(f).contains("behind the end of anonymous"))
                .anySatisfy(f -> assertThat(f).contains("before the start of anonymous"));
        assertThat(place.story()).contains("Nothing was ever mapped there");
    }

    @Test
    void measuresFromTheFirstByteBehindAMapping() {
        Surroundings around = Objects.requireNonNull(locate(smmu(0x40110000)).getFirst().around());
        assertThat(Objects.requireNonNull(around.below()).distance()).hasToString("64K");
        assertThat(around.hole()).hasToString("0x40100000-0x5fffffff");
        assertThat(locate(smmu(0x40100000)).getFirst().facts())
                .anySatisfy(f -> assertThat(f).startsWith("right behind the end of"));
    }

    @Test
    void putsFaultsOfOneKindTogether() {
        List<FaultSummary> kinds =
                FaultSummary.of(
                        locate(
                                smmu(0x40110000),
                                smmu(0x40111800),
                                smmu(0x40110000),
                                "virtio_iommu virtio0: domain fault from EP 8"));
        assertThat(kinds).hasSize(2);
        assertThat(kinds.getFirst().text())
                .isEqualTo("3 reports, 2 pages in 0x40110000-0x40111fff");
        assertThat(kinds.getLast().text()).isEmpty();
    }

    @Test
    void leadsToTheAddressOnTheMap() {
        FaultPlace place = locate(smmu(0x50000800)).getFirst();
        assertThat(place.unmappedBy()).isEqualTo(4);
        assertThat(place.addressElement())
                .hasValueSatisfying(e -> assertThat(e.toString()).contains("c0", "50000800"));
        assertThat(place.deviceElement()).isPresent();
    }

    @Test
    void namesTheStepThatUnmappedIt() {
        assertThat(locate(smmu(0x50000800)).getFirst().story())
                .isEqualTo("It was unmapped by step 4, 1 step before: a use after unmap.");
    }

    @Test
    void knowsTheMsiWindow() {
        assertThat(locate(smmu(0x08000800)).getFirst().story()).contains("doorbell is not mapped");
    }

    @Test
    void findsTheDeviceOfAStreamId() {
        FaultPlace place =
                locate(
                                "arm-smmu arm-smmu.1.auto: Unhandled context fault: fsr=0x402,"
                                        + " iova=0xfffff000, fsynr=0x11, cbfrsynra=0x5010, cb=7")
                        .getFirst();
        assertThat(place.label()).isEqualTo("usb0");
        assertThat(place.story()).contains("use after unmap");
    }

    @Test
    void saysWhenTheMachineHasNoSuchDevice() {
        assertThat(
                        locate(
                                        "DMAR: [DMA Read] Request device [77:00.0] fault addr"
                                                + " 0x1000 [fault reason 06] PTE Read access is not"
                                                + " set")
                                .getFirst()
                                .story())
                .isEqualTo("The machine has no function 0000:77:00.0.");
    }

    @Tag("jazzer")
    @FuzzTest(maxDuration = "10s")
    void readsAnyLog(FuzzedDataProvider data) {
        List<String> lines = data.consumeRemainingAsString().lines().toList();
        assertThat(FaultLines.read(lines)).hasSizeLessThanOrEqualTo(lines.size());
    }
}
