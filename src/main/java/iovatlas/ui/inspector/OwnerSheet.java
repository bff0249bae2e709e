package iovatlas.ui.inspector;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.edit.ChangeMemory;
import iovatlas.edit.Edit;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MemoryRegion;
import iovatlas.ui.session.Computed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The sheets of guests, processes and their memory.
final class OwnerSheet {

    private OwnerSheet() {}

    static Sheet of(Computed now, ContainerOwner owner) {
        SheetMaker sheet = new SheetMaker(now, owner.name());
        sheet.line(new ElementId.OfOwner(owner.name()));
        for (MemoryRegion region : owner.memory()) {
            fields(sheet, owner, region, region.name() + " ");
        }
        sheet.computed(
                "Spaces", spaces(now, owner), "Containers and IOASes that name it as owner.");
        return sheet.problems(Set.of(new ElementId.OfOwner(owner.name())), "").make();
    }

    static Optional<Sheet> memory(Computed now, ContainerOwner owner, String name) {
        return owner.memory().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .map(region -> memory(now, owner, region));
    }

    private static Sheet memory(Computed now, ContainerOwner owner, MemoryRegion region) {
        SheetMaker sheet = new SheetMaker(now, region.name());
        sheet.line(
                new ElementId.OfMemory(owner.name(), region.name()),
                Map.of("at", base(owner, region), "size", size(owner, region)));
        sheet.computed("Last", region.range().last().hex(), "Base and size together.");
        ElementId memory = new ElementId.OfMemory(owner.name(), region.name());
        String space =
                now.atlas().topology().spaces().stream()
                        .filter(s -> owner.name().equals(s.owner()))
                        .map(IovaSpace::name)
                        .findFirst()
                        .orElse("");
        return sheet.problems(Set.of(memory), space).make();
    }

    private static void fields(
            SheetMaker sheet, ContainerOwner owner, MemoryRegion region, String prefix) {
        sheet.editable(prefix + "at", region.range().first().hex(), base(owner, region));
        sheet.editable(prefix + "size", region.range().size().text(), size(owner, region));
    }

    private static FieldEditor base(ContainerOwner owner, MemoryRegion region) {
        return FieldEditor.text(text ->
                changed(owner, region, GuestPhysical.parse(text.strip()), region.range().size()));
    }

    private static FieldEditor size(ContainerOwner owner, MemoryRegion region) {
        return FieldEditor.text(text ->
                changed(owner, region, region.range().first(), ByteSize.parse(text.strip())));
    }

    private static Edit changed(
            ContainerOwner owner, MemoryRegion region, GuestPhysical first, ByteSize size) {
        AddressRange<GuestPhysical> range =
                AddressRange.ofSizeOrEmpty(first, size)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "That is no memory: it is empty or ends beyond 2^64."));
        List<MemoryRegion> memory =
                owner.memory().stream()
                        .map(r -> r == region ? new MemoryRegion(r.name(), range, r.kind()) : r)
                        .toList();
        return new ChangeMemory(owner.name(), memory);
    }

    private static String spaces(Computed now, ContainerOwner owner) {
        return now.atlas().topology().spaces().stream()
                .filter(s -> owner.name().equals(s.owner()))
                .map(IovaSpace::name)
                .collect(Collectors.joining(" "));
    }
}
