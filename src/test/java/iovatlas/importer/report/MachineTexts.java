package iovatlas.importer.report;

/// Texts of a small machine that nobody owns: a root port with isolation above a NIC with two virtual
/// functions, one without above a two-function card.
public final class MachineTexts {

    public static final String LISTING =
            """
            00:00.0 Host bridge [0600]: Intel Corporation Device [8086:4660] (rev 02)
            \tSubsystem: Example Device [1af4:1100]
            \tControl: I/O- Mem+ BusMaster+ SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR-
            \tStatus: Cap- 66MHz- UDF- FastB2B+ ParErr- DEVSEL=fast >TAbort- <TAbort- <MAbort+
            \tIOMMU group: 0

            00:01.0 PCI bridge [0604]: Intel Corporation Device [8086:460d] (rev 02) (prog-if 00 [Normal decode])
            \tControl: I/O+ Mem+ BusMaster+ SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR-
            \tStatus: Cap+ 66MHz- UDF- FastB2B- ParErr- DEVSEL=fast >TAbort- <TAbort- <MAbort-
            \tInterrupt: pin A routed to IRQ 120
            \tIOMMU group: 1
            \tBus: primary=00, secondary=01, subordinate=02, sec-latency=0
            \tCapabilities: [40] Express (v2) Root Port (Slot+), MSI 00
            \t\tDevCap:\tMaxPayload 256 bytes, PhantFunc 0
            \tCapabilities: [80] MSI: Enable+ Count=1/4 Maskable+ 64bit-
            \t\tAddress: fee00238  Data: 0041
            \t\tMasking: 00000001  Pending: 00000000
            \tCapabilities: [100 v1] Advanced Error Reporting
            \tCapabilities: [220 v1] Access Control Services
            \t\tACSCap:\tSrcValid+ TransBlk+ ReqRedir+ CmpltRedir+ UpstreamFwd+ EgressCtrl- DirectTrans-
            \t\tACSCtl:\tSrcValid+ TransBlk- ReqRedir+ CmpltRedir+ UpstreamFwd+ EgressCtrl- DirectTrans-
            \tKernel driver in use: pcieport

            00:06.0 PCI bridge [0604]: Intel Corporation Device [8086:464d] (rev 02) (prog-if 00 [Normal decode])
            \tStatus: Cap+ 66MHz- UDF- FastB2B- ParErr- DEVSEL=fast >TAbort- <TAbort- <MAbort-
            \tIOMMU group: 2
            \tBus: primary=00, secondary=03, subordinate=03, sec-latency=0
            \tCapabilities: [40] Express (v2) Root Port (Slot-), MSI 00
            \tKernel driver in use: pcieport

            01:00.0 Ethernet controller [0200]: Intel Corporation Device [8086:1572] (rev 01)
            \tControl: I/O- Mem+ BusMaster+ SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR-
            \tStatus: Cap+ 66MHz- UDF- FastB2B- ParErr- DEVSEL=fast >TAbort- <TAbort- <MAbort-
            \tIOMMU group: 3
            \tRegion 0: Memory at 4000000000 (64-bit, prefetchable) [size=8M]
            \tCapabilities: [70] MSI-X: Enable+ Count=129 Masked-
            \t\tVector table: BAR=3 offset=00002000
            \t\tPBA: BAR=3 offset=00001000
            \tCapabilities: [a0] Express (v2) Endpoint, MSI 00
            \t\tDevCap:\tMaxPayload 2048 bytes, PhantFunc 0, Latency L0s <512ns, L1 <64us
            \t\t\tExtTag+ AttnBtn- AttnInd- PwrInd- RBE+ FLReset+ SlotPowerLimit 0.000W
            \tCapabilities: [100 v2] Advanced Error Reporting
            \tCapabilities: [150 v1] Alternative Routing-ID Interpretation (ARI)
            \tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
            \t\tIOVCap:\tMigration-, Interrupt Message Number: 000
            \t\tIOVCtl:\tEnable+ Migration- Interrupt- MSE+ ARIHierarchy-
            \t\tInitial VFs: 64, Total VFs: 64, Number of VFs: 2, Function Dependency Link: 00
            \t\tVF offset: 16, stride: 1, Device ID: 154c
            \tCapabilities: [1a0 v1] Transaction Processing Hints
            \tKernel driver in use: i40e

            01:02.0 Ethernet controller [0200]: Intel Corporation Device [8086:154c] (rev 01)
            \tIOMMU group: 4
            \tCapabilities: [70] MSI-X: Enable- Count=5 Masked-
            \t\tVector table: BAR=3 offset=00000000
            \tCapabilities: [a0] Express (v2) Endpoint, MSI 00

            01:02.1 Ethernet controller [0200]: Intel Corporation Device [8086:154c] (rev 01)
            \tIOMMU group: 5
            \tCapabilities: [a0] Express (v2) Endpoint, MSI 00

            03:00.0 VGA compatible controller [0300]: NVIDIA Corporation Device [10de:1eb1] (rev a1)
            \tIOMMU group: 2
            \tCapabilities: [78] Express (v2) Legacy Endpoint, MSI 00

            03:00.1 Audio device [0403]: NVIDIA Corporation Device [10de:10f8] (rev a1)
            \tIOMMU group: 2
            \tCapabilities: [78] Express (v2) Endpoint, MSI 00
            """;

    public static final String LOG =
            """
            [    0.000000] Linux version 6.12.9-amd64 (builder@example) (gcc 14) #1 SMP PREEMPT_DYNAMIC x86_64
            [    0.000000] Command line: BOOT_IMAGE=/vmlinuz root=/dev/vda1 ro intel_iommu=on
            [    0.020000] DMAR: Host address width 39
            [    0.020001] DMAR: DRHD base: 0x000000fed91000 flags: 0x1
            [    0.020002] DMAR: dmar0: reg_base_addr fed91000 ver 5:0 cap d2008c40660462 ecap f050da
            [    0.100000] pci_bus 0000:00: root bus resource [bus 00-7f]
            [    0.200000] pci 0000:00:00.0: [8086:4660] type 00 class 0x060000 conventional PCI endpoint
            [    0.200001] pci 0000:00:01.0: [8086:460d] type 01 class 0x060400 PCIe Root Port
            [    0.200002] pci 0000:00:01.0: PCI bridge to [bus 01-02]
            [    0.200003] pci 0000:00:06.0: [8086:464d] type 01 class 0x060400 PCIe Root Port
            [    0.200004] pci 0000:00:06.0: PCI bridge to [bus 03]
            [    0.200005] pci 0000:01:00.0: [8086:1572] type 00 class 0x020000 PCIe Endpoint
            [    0.200006] pci 0000:03:00.0: [10de:1eb1] type 00 class 0x030000 PCIe Legacy Endpoint
            [    0.200007] pci 0000:03:00.1: [10de:10f8] type 00 class 0x040300 PCIe Endpoint
            [    0.300000] DMAR-IR: Enabled IRQ remapping in x2apic mode
            [    0.400000] pci 0000:00:00.0: Adding to iommu group 0
            [    0.400001] pci 0000:00:01.0: Adding to iommu group 1
            [    0.400002] pci 0000:00:06.0: Adding to iommu group 2
            [    0.400003] pci 0000:01:00.0: Adding to iommu group 3
            [    0.400004] pci 0000:03:00.0: Adding to iommu group 2
            [    0.400005] pci 0000:03:00.1: Adding to iommu group 2
            [    1.500000] idma64 idma64.0: Adding to iommu group 6
            [    2.000000] pcieport 0000:00:01.0: AER: enabled with IRQ 120
            [    2.000001] i40e 0000:01:00.0: fw 9.1
            """;

    private MachineTexts() {}
}
