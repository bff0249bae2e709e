package iovatlas.diagnostic.fault;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.Iova;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Every driver's lines as every release prints them.
class FaultFormatsTest {

    private static List<Fault> read(String... lines) {
        return FaultLines.read(List.of(lines));
    }

    private static Fault one(String... lines) {
        List<Fault> faults = read(lines);
        assertThat(faults).hasSize(1);
        return faults.getFirst();
    }

    @Test
    void putsTheReasonLineOfAnOldKernelToItsFault() {
        Fault fault =
                one(
                        "DMAR:[DMA Write] Request device [01:00.0] fault addr fffd3000 ",
                        "DMAR:[fault reason 02] Present bit in context entry is clear");
        assertThat(fault.reason()).isEqualTo("Present bit in context entry is clear");
        assertThat(fault.address()).isEqualTo(Iova.of(0xfffd3000L));
        assertThat(fault.line()).isEqualTo(1);
    }

    @Test
    void takesAllOnesForNoProcessAddressSpace() {
        Fault without =
                one(
                        "DMAR: [DMA Read] Request device [3a:00.0] PASID ffffffff fault addr 1000"
                                + " [fault reason 06] PTE Read access is not set");
        Fault with =
                one(
                        "DMAR: [DMA Read PASID 0x5] Request device [0x3a:0x00.0] fault addr 0x1000"
                                + " [fault reason 0x71] SM: Present bit in first-level paging entry"
                                + " is clear");
        assertThat(without.pasid()).isEqualTo(Fault.NONE);
        assertThat(with.pasid()).isEqualTo(5);
        assertThat(with.device()).hasToString("0000:3a:00.0");
    }

    @Test
    void readsInterruptRemappingFaultsOfOldAndNewKernels() {
        Fault old =
                one(
                        "DMAR: [INTR-REMAP] Request device [00:1f.0] fault index 2a [fault reason"
                                + " 38] Blocked an interrupt request due to source-id verification"
                                + " failure");
        assertThat(old.access()).isEqualTo(Fault.Access.INTERRUPT);
        assertThat(old.reason()).endsWith("failure, index 0x2a");
        assertThat(old.address()).isNull();
    }

    @Test
    void knowsTheEventsOfAmd() {
        Fault illegal =
                one(
                        "iommu ivhd0: AMD-Vi: Event logged [ILLEGAL_DEV_TABLE_ENTRY"
                                + " device=0000:06:00.0 pasid=0x00000 address=0x135300000"
                                + " flags=0x0080]");
        assertThat(illegal.device()).hasToString("0000:06:00.0");
        assertThat(illegal.reason()).contains("device table is invalid");
        Fault invalid =
                one(
                        "AMD-Vi: Event logged [INVALID_DEVICE_REQUEST device=00:00.0 pasid=0x00000"
                                + " address=0xfffffffdf8000000 flags=0x0a00]");
        assertThat(invalid.reason()).contains("INVALID_DEVICE_REQUEST");
        assertThat(invalid.address()).isEqualTo(Iova.of(0xfffffffdf8000000L));
    }

    @Test
    void readsAnEventThatTheKernelPrintedInTwoLines() {
        Fault fault =
                one(
                        "AMD-Vi: Event logged [",
                        "IOTLB_INV_TIMEOUT device=02:00.0 address=0x00000001ff7b2a40]");
        assertThat(fault.device()).hasToString("0000:02:00.0");
    }

    @Test
    void tellsAnInterruptRequestOfAmdFromAMemoryAccess() {
        Fault fault =
                one(
                        "nvme 0000:01:00.0: AMD-Vi: Event logged [IO_PAGE_FAULT domain=0x0000"
                                + " address=0xfffffffdf8000000 flags=0x0008]");
        assertThat(fault.device()).hasToString("0000:01:00.0");
        assertThat(fault.access()).isEqualTo(Fault.Access.INTERRUPT);
        assertThat(fault.domain()).isZero();
    }

    @Test
    void countsTheWordsAndTheRecordOfAnSmmuV3Once() {
        Fault fault =
                one(
                        "arm-smmu-v3 arm-smmu-v3.0.auto: event 0x10 received:",
                        "arm-smmu-v3 arm-smmu-v3.0.auto: \t0x0000010000000010",
                        "arm-smmu-v3 arm-smmu-v3.0.auto: \t0x0000020000000000",
                        "arm-smmu-v3 arm-smmu-v3.0.auto: \t0x00000000dead0000",
                        "arm-smmu-v3 arm-smmu-v3.0.auto: \t0x0000000000000000",
                        "arm-smmu-v3 arm-smmu-v3.0.auto: event: F_TRANSLATION client: 0000:01:00.0"
                                + " sid: 0x100 ssid: 0x0 iova: 0xdead0000 ipa: 0x0",
                        "arm-smmu-v3 arm-smmu-v3.0.auto: unpriv data write s1 \"Input address"
                                + " caused fault\" stag: 0x0");
        assertThat(fault.device()).hasToString("0000:01:00.0");
        assertThat(fault.access()).isEqualTo(Fault.Access.WRITE);
        assertThat(fault.reason()).contains("no page is mapped", "F_TRANSLATION");
        assertThat(fault.line()).isEqualTo(1);
    }

    @Test
    void takesTheAccessFromTheSecondLineWhereTheWordsAreMissing() {
        Fault fault =
                one(
                        "arm-smmu-v3 smmu0: event: F_PERMISSION client: (unassigned sid) sid: 0x8"
                                + " ssid: 0x0 iova: 0x1000 ipa: 0x0",
                        "arm-smmu-v3 smmu0: priv data read s2 \"Input address caused fault\" stag:"
                                + " 0x0");
        assertThat(fault.access()).isEqualTo(Fault.Access.READ);
        assertThat(fault.streamId()).isEqualTo(8);
        assertThat(fault.device()).isNull();
    }

    @Test
    void readsAConfigurationEventWithoutAddress() {
        Fault fault = one("arm-smmu-v3 smmu0: event: C_BAD_STE client: 0000:02:00.0 sid: 0x200");
        assertThat(fault.address()).isNull();
        assertThat(fault.reason()).contains("stream table entry is invalid");
    }

    @Test
    void readsContextFaultsWithoutAStreamId() {
        Fault fault =
                one(
                        "arm-smmu 5000000.iommu: Unhandled context fault: fsr=0x8, iova=0x00001000,"
                                + " fsynr=0x10, cb=1");
        assertThat(fault.streamId()).isEqualTo(Fault.NONE);
        assertThat(fault.access()).isEqualTo(Fault.Access.WRITE);
        assertThat(fault.reason()).contains("does not permit");
    }

    @Test
    void countsASentenceAndItsRegistersOnce() {
        Fault fault =
                one(
                        "arm-smmu 9050000.smmu: Blocked unknown Stream ID 0x8; boot with"
                                + " \"arm-smmu.disable_bypass=0\" to allow, but this may have"
                                + " security implications",
                        "arm-smmu 9050000.smmu: \tGFSR 0x00000002, GFSYNR0 0x00000000, GFSYNR1"
                                + " 0x00000008, GFSYNR2 0x00000000");
        assertThat(fault.streamId()).isEqualTo(8);
    }

    @Test
    void readsTheFaultsOfVirtioIommu() {
        Fault fault = one("virtio_iommu virtio0: page fault from EP 264 at 0xfee00000 [W]");
        assertThat(fault.streamId()).isEqualTo(264);
        assertThat(fault.access()).isEqualTo(Fault.Access.WRITE);
        assertThat(one("virtio_iommu virtio0: domain fault from EP 8").address()).isNull();
    }

    @Test
    void addsUpWhatTheKernelLeftOut() {
        FaultLines log =
                FaultLines.of(
                        List.of(
                                "amd_iommu_report_page_fault: 12 callbacks suppressed",
                                "arm_smmu_global_fault: 2964 callbacks suppressed",
                                "kauditd_printk_skb: 23 callbacks suppressed",
                                "arm-smmu-v3 smmu0: EVTQ overflow detected -- events lost"));
        assertThat(log.suppressed()).isEqualTo(2976);
        assertThat(log.lost()).isEqualTo(1);
        assertThat(log.isEmpty()).isTrue();
    }
}
