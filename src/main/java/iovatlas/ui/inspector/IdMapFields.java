package iovatlas.ui.inspector;

import iovatlas.address.Hex;
import iovatlas.edit.machine.IdMapText;
import iovatlas.edit.machine.PutIdMap;
import iovatlas.edit.machine.RemoveIdMap;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.RequesterId;
import iovatlas.ui.session.Computed;

import java.util.List;
import java.util.function.Predicate;

/// The fields of the ranges of ID maps.
///
/// @param now what is computed
/// @param sheet gets them
record IdMapFields(Computed now, SheetMaker sheet) {

    /// The key of the ranges in the document.
    static final String PATH = "id-maps";

    private static final int MOST_MAPS = 12;
    private static final int SEGMENTS = 0xffff;

    /// A line in which a further range to a target is typed.
    void addNew(IdMap.Role role, String target) {
        int segment =
                now.atlas().topology().idMaps().stream()
                        .filter(map -> map.role() == role && map.target().equals(target))
                        .map(IdMap::segment)
                        .findFirst()
                        .orElse(0);
        RequesterId none = new RequesterId(0);
        IdMap blank = new IdMap(role, segment, none, none, target, 0);
        sheet.add(
                range(
                        "RIDs" + FieldControl.NEW,
                        "",
                        text -> new PutIdMap(-1, IdMapText.parse(blank, text))));
    }

    /// The ranges, each with its segment; overlaps are said beside.
    void add(Predicate<IdMap> test) {
        List<IdMap> maps = now.atlas().topology().idMaps();
        int shown = 0;
        for (int i = 0; i < maps.size() && shown < MOST_MAPS; i++) {
            IdMap map = maps.get(i);
            if (test.test(map)) {
                shown++;
                int index = i;
                sheet.add(
                        range(
                                "RIDs " + (i + 1),
                                IdMapText.of(map),
                                text ->
                                        text.isBlank()
                                                ? new RemoveIdMap(index)
                                                : new PutIdMap(index, IdMapText.parse(map, text))));
                segment(index, map);
                new PutIdMap(i, map)
                        .overlap(now.atlas())
                        .ifPresent(overlap -> sheet.property("overlap", overlap));
            }
        }
    }

    private void segment(int index, IdMap map) {
        Meaning meaning =
                new Meaning(
                        PATH + ".segment",
                        "pci_domain_nr()",
                        "",
                        "The PCI segment whose requester IDs the range turns.",
                        "Up to four hex digits.",
                        "0000",
                        false,
                        1);
        FieldEditor editor =
                new FieldEditor(
                        choices(map.segment()),
                        text -> new PutIdMap(index, inSegment(map, segment(text))));
        sheet.add(
                new Field(
                        "Segment " + (index + 1),
                        "%04x".formatted(map.segment()),
                        editor,
                        Why.NONE,
                        meaning));
    }

    /// The segments of the machine where there is a choice.
    private List<String> choices(int segment) {
        List<Integer> segments =
                now.atlas().topology().hostBridges().stream()
                        .map(HostBridge::segment)
                        .distinct()
                        .sorted()
                        .toList();
        return segments.size() > 1 && segments.contains(segment)
                ? segments.stream().map("%04x"::formatted).toList()
                : List.of();
    }

    private static int segment(String text) {
        String digits = text.strip().replaceFirst("^0[xX]", "");
        long value = digits.isEmpty() ? 0 : Hex.parseBareHex(digits);
        if (value < 0 || value > SEGMENTS) {
            throw new IllegalArgumentException("A segment has 16 bits: " + text);
        }
        return (int) value;
    }

    private static IdMap inSegment(IdMap map, int segment) {
        return new IdMap(
                map.role(),
                segment,
                map.first(),
                map.last(),
                map.target(),
                map.output(),
                map.wired());
    }

    /// A range of requester IDs with what it becomes.
    private static Field range(String label, String value, FieldEditor.Parser parser) {
        Meaning meaning =
                new Meaning(
                        PATH,
                        "iommu-map, msi-map; acpi_iort_id_mapping",
                        "requester IDs, stream or device IDs",
                        "Requester IDs, both ends included, and what the first of them becomes.",
                        "As 0x0000-0xffff -> 0x0, with (wired to 0x10) where the hardware differs"
                                + " from the firmware. Empty takes it out.",
                        "",
                        false,
                        0);
        return new Field(label, value, FieldEditor.text(parser), Why.NONE, meaning);
    }
}
