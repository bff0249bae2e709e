package iovatlas.document.part;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.topology.BusRange;
import iovatlas.topology.Cpu;
import iovatlas.topology.HostBridge;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Register64;

import java.util.List;

/// Lines of `host-bridges:`, `platform-devices:`, `mediated-devices:` and `cpus:`.
final class MachineForms {
    private static final Key<BusRange> BUSES = Key.of("buses", Addresses.BUSES);
    private static final Key<Boolean> KEEPS = Key.of("keeps-boot-config", Spellings.FLAG);
    private static final Key<List<AddressRange<HostPhysical>>> WINDOWS =
            Key.of("windows", Spellings.HOST_RANGE.list());
    private static final Key<List<AddressRange<Iova>>> DMA_RANGES =
            Key.of("dma-ranges", Spellings.IOVA_RANGE.list());
    static final Form HOST_BRIDGE_FORM =
            Form.of("a host bridge", Addresses.SEGMENT_KEY, BUSES, KEEPS, WINDOWS, DMA_RANGES);

    /// `{segment: "0000", buses: 00-ff}`.
    static final Spelling<HostBridge> HOST_BRIDGE =
            Spelling.of(
                    node ->
                            HOST_BRIDGE_FORM.read(
                                    node,
                                    in ->
                                            new HostBridge(
                                                    in.need(Addresses.SEGMENT_KEY),
                                                    in.need(BUSES),
                                                    in.get(KEEPS, false),
                                                    in.get(WINDOWS, List.of()),
                                                    in.get(DMA_RANGES, List.of()))),
                    bridge ->
                            HOST_BRIDGE_FORM
                                    .fill()
                                    .put(Addresses.SEGMENT_KEY, bridge.segment())
                                    .put(BUSES, bridge.buses())
                                    .put(KEEPS, bridge.preservesFirmwareConfig(), false)
                                    .put(WINDOWS, bridge.windows(), List.of())
                                    .put(DMA_RANGES, bridge.dmaRanges(), List.of())
                                    .node());

    private static final Key<Integer> CPU_NUMBER = Key.of("cpu", Spellings.number(0, 1 << 20));
    private static final Key<Register64> CPU_ID =
            Key.of("id", Spellings.hex64(1, Register64::new, Register64::bits));
    private static final Key<Integer> NODE = Key.of("node", Spellings.number(0, 1 << 20));
    static final Form CPU_FORM = Form.of("a CPU", CPU_NUMBER, CPU_ID, NODE);

    /// `{cpu: 1, id: 0x100}`.
    static final Spelling<Cpu> CPU =
            Spelling.of(
                    node ->
                            CPU_FORM.read(
                                    node,
                                    in ->
                                            new Cpu(
                                                    in.need(CPU_NUMBER),
                                                    in.need(CPU_ID).bits(),
                                                    in.get(NODE, 0))),
                    cpu ->
                            CPU_FORM.fill()
                                    .put(CPU_NUMBER, cpu.number())
                                    .put(CPU_ID, new Register64(cpu.hardwareId()))
                                    .put(NODE, cpu.node(), 0)
                                    .node());

    private static final Key<String> NAME = Key.of("name", Spellings.NAME);
    private static final Key<String> BUS = Key.of("bus", Spellings.NAME);
    private static final Key<List<Integer>> STREAMS =
            Key.of("streams", Spellings.hex(32, 1).list());
    private static final Key<String> MEDIATED_TYPE = Key.of("type", Spellings.NAME);
    private static final Key<String> DRIVER = Key.of("driver", Spellings.NAME);

    private MachineForms() {}

    /// `{name: vgpu0, parent: "0000:00:02.0", type: i915-GVTg_V5_4}`.
    static Spelling<MediatedDevice> mediatedDevice(Names names) {
        Key<PciAddress> parent = Key.of("parent", names.presentDevice());
        Form form = Form.of("a mediated device", NAME, parent, MEDIATED_TYPE);
        return Spelling.of(
                node ->
                        form.read(
                                node,
                                in ->
                                        new MediatedDevice(
                                                in.need(NAME),
                                                in.need(parent),
                                                in.get(MEDIATED_TYPE, ""))),
                device ->
                        form.fill()
                                .put(NAME, device.name())
                                .put(parent, device.parent())
                                .put(MEDIATED_TYPE, device.type(), "")
                                .node());
    }

    /// `{name: 2800000.dma, iommu: smmu0, streams: [0x10]}`.
    static Spelling<PlatformDevice> platformDevice(Names names) {
        Key<String> iommu = Key.of("iommu", names.iommus.reference());
        Key<String> msi = Key.of("msi", names.controllers.reference());
        Form form = Form.of("a platform device", NAME, BUS, iommu, STREAMS, msi, DRIVER);
        return Spelling.of(
                node ->
                        form.read(
                                node,
                                in ->
                                        new PlatformDevice(
                                                in.need(NAME),
                                                in.get(BUS, "platform"),
                                                in.orNull(iommu),
                                                in.get(STREAMS, List.of()),
                                                in.orNull(msi),
                                                in.orNull(DRIVER))),
                device ->
                        form.fill()
                                .put(NAME, device.name())
                                .put(BUS, device.bus(), "platform")
                                .put(iommu, device.iommu())
                                .put(STREAMS, device.streamIds(), List.of())
                                .put(msi, device.msiController())
                                .put(DRIVER, device.driver())
                                .node());
    }
}
