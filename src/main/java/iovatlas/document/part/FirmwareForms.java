package iovatlas.document.part;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.document.form.Fields;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.part.Addresses.Requesters;
import iovatlas.topology.IdMap;
import iovatlas.topology.PciAddress;
import iovatlas.topology.ReservedMemory;

import java.util.List;
import java.util.Locale;

/// Lines of `id-maps:` and `reserved-memory:`.
final class FirmwareForms {
    private static final Key<Requesters> RIDS = Key.of("rids", Addresses.REQUESTERS);
    private static final Key<Integer> TO = Key.of("to", Spellings.hex(32, 4));
    private static final Key<Integer> WIRED = Key.of("wired", Spellings.hex(32, 4));

    private static final Key<String> NAME = Key.of("name", Spellings.NAME);
    private static final Key<ReservedMemory.Source> SOURCE =
            Key.of(
                    "source",
                    Spellings.choice(
                            "a source of reserved memory",
                            List.of(ReservedMemory.Source.values()),
                            source -> source.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    private static final Key<AddressRange<Iova>> RANGE = Key.of("range", Spellings.IOVA_RANGE);
    private static final Key<AddressRange<Iova>> BACKING = Key.of("backing", Spellings.IOVA_RANGE);
    private static final Key<List<String>> PLATFORM_DEVICES =
            Key.of("platform-devices", Spellings.NAME.list());
    private static final Key<Boolean> EVERY = Key.of("every-device", Spellings.FLAG);
    private static final Key<Boolean> RELAXABLE = Key.of("relaxable", Spellings.FLAG);

    private FirmwareForms() {}

    /// `{iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000}`, or with `msi:` for device IDs.
    static Spelling<IdMap> idMap(Names names) {
        Key<String> iommu = Key.of("iommu", names.iommus.reference());
        Key<String> msi = Key.of("msi", names.controllers.reference());
        Form form = Form.of("an ID map", iommu, msi, Addresses.SEGMENT_KEY, RIDS, TO, WIRED);
        return Spelling.of(
                node -> form.read(node, in -> idMap(in, iommu, msi)),
                map ->
                        form.fill()
                                .put(map.role() == IdMap.Role.IOMMU ? iommu : msi, map.target())
                                .put(Addresses.SEGMENT_KEY, map.segment(), 0)
                                .put(RIDS, new Requesters(map.first(), map.last()))
                                .put(TO, map.output())
                                .put(WIRED, map.wired())
                                .node());
    }

    private static IdMap idMap(Fields in, Key<String> iommu, Key<String> msi) {
        if (in.has(iommu) == in.has(msi)) {
            throw in.error(iommu, "An ID map needs either the key \"iommu\" or the key \"msi\".");
        }
        Requesters rids = in.need(RIDS);
        return new IdMap(
                in.has(iommu) ? IdMap.Role.IOMMU : IdMap.Role.MSI,
                in.get(Addresses.SEGMENT_KEY, 0),
                rids.first(),
                rids.last(),
                in.need(in.has(iommu) ? iommu : msi),
                in.need(TO),
                in.orNull(WIRED));
    }

    /// `{name: rmrr0, source: rmrr, range: 0x...-0x..., devices: ["0000:00:14.0"]}`.
    static Spelling<ReservedMemory> reservedMemory(Names names) {
        // Firmware often names devices that are not there, so an address needs no function.
        Key<List<PciAddress>> devices = Key.of("devices", names.device().list());
        Form form =
                Form.of(
                        "reserved memory",
                        NAME,
                        SOURCE,
                        RANGE,
                        BACKING,
                        devices,
                        PLATFORM_DEVICES,
                        EVERY,
                        RELAXABLE);
        return Spelling.of(
                node ->
                        form.read(
                                node,
                                in ->
                                        new ReservedMemory(
                                                in.need(SOURCE),
                                                in.need(NAME),
                                                in.need(RANGE),
                                                in.orNull(BACKING),
                                                in.get(devices, List.of()),
                                                in.get(PLATFORM_DEVICES, List.of()),
                                                in.get(EVERY, false),
                                                in.get(RELAXABLE, false))),
                memory ->
                        form.fill()
                                .put(NAME, memory.name())
                                .put(SOURCE, memory.source())
                                .put(RANGE, memory.range())
                                .put(BACKING, memory.backing())
                                .put(devices, memory.devices(), List.of())
                                .put(PLATFORM_DEVICES, memory.platformDevices(), List.of())
                                .put(EVERY, memory.everyDevice(), false)
                                .put(RELAXABLE, memory.relaxable(), false)
                                .node());
    }
}
