package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.edit.AddStep;
import iovatlas.edit.Edit;
import iovatlas.edit.MoveStep;
import iovatlas.edit.PageTables;
import iovatlas.edit.RemoveStep;
import iovatlas.edit.SetTitle;
import iovatlas.edit.ToggleStep;
import iovatlas.edit.line.TypedLine;
import iovatlas.edit.machine.Excerpt;
import iovatlas.edit.machine.InsertSteps;
import iovatlas.edit.machine.Paste;
import iovatlas.edit.machine.RemoveElements;
import iovatlas.edit.machine.RemoveIdMap;
import iovatlas.edit.machine.RenameElement;
import iovatlas.edit.part.Part;
import iovatlas.edit.part.Wish;
import iovatlas.edit.pci.EnableVirtualFunctions;
import iovatlas.edit.pci.MoveFunctions;
import iovatlas.edit.pci.Seat;
import iovatlas.edit.steps.AllocatePageTable;
import iovatlas.edit.steps.AssignDevices;
import iovatlas.edit.steps.CopyMappings;
import iovatlas.edit.steps.DestroyObject;
import iovatlas.edit.steps.DetachDevices;
import iovatlas.edit.steps.DuplicateStep;
import iovatlas.edit.steps.MapMemory;
import iovatlas.edit.steps.SendMessage;
import iovatlas.edit.steps.ShareStream;
import iovatlas.scenario.ScenarioStep;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Whatever a person may try next: many tries are refused, as in life.
final class RandomEdits {
    private final Random random;

    RandomEdits(long seed) {
        this.random = new Random(seed);
    }

    Edit next(Atlas atlas) {
        List<ElementId> elements = elements(atlas);
        ElementId any = elements.get(random.nextInt(elements.size()));
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> part(any);
            case 5, 6 -> new MoveFunctions(devices(atlas), seat(any));
            case 7 ->
                    random.nextInt(4) == 0
                            ? new DetachDevices(devices(atlas))
                            : new AssignDevices(devices(atlas), space(atlas));
            case 8 -> new MapMemory(space(atlas));
            case 9 -> new SendMessage(devices(atlas).getFirst(), random.nextInt(6));
            case 10 -> new RemoveElements(List.of(any));
            case 11 -> new RenameElement(any, "name" + random.nextInt(20));
            case 12 -> virtualFunctions(atlas);
            case 13 -> new ShareStream(devices(atlas), "smmu0", random.nextInt(64));
            case 14 ->
                    random.nextBoolean()
                            ? new ToggleStep(1 + random.nextInt(5))
                            : new RemoveStep(1 + random.nextInt(5));
            case 15 ->
                    new AllocatePageTable(devices(atlas).getFirst(), space(atlas), "hwpt0", false);
            case 16 ->
                    random.nextBoolean()
                            ? new CopyMappings(space(atlas), space(atlas))
                            : destroy(atlas);
            case 17 -> toPageTable(atlas);
            case 18 -> step(atlas);
            default ->
                    random.nextBoolean()
                            ? new RemoveIdMap(random.nextInt(4))
                            : new SetTitle("title " + random.nextInt(9));
        };
    }

    private Edit toPageTable(Atlas atlas) {
        for (var table : PageTables.of(atlas.steps()).entrySet()) {
            if (random.nextBoolean()) {
                return new AssignDevices(devices(atlas), table.getValue(), table.getKey());
            }
        }
        return new AssignDevices(devices(atlas), space(atlas), "hwpt0");
    }

    private Edit destroy(Atlas atlas) {
        for (var table : PageTables.of(atlas.steps()).entrySet()) {
            if (random.nextBoolean()) {
                return new DestroyObject(table.getValue(), table.getKey());
            }
        }
        return new DestroyObject(space(atlas), random.nextInt(4) == 0 ? "hwpt0" : null);
    }

    private Edit step(Atlas atlas) {
        int number = 1 + random.nextInt(8);
        return switch (random.nextInt(4)) {
            case 0 -> new MoveStep(number, 1 + random.nextInt(8));
            case 1 ->
                    random.nextBoolean() || atlas.steps().isEmpty()
                            ? new DuplicateStep(number)
                            : new InsertSteps("Paste", 1, few(atlas));
            case 2 ->
                    random.nextInt(3) == 0 && !atlas.steps().isEmpty()
                            ? copies(atlas)
                            : new RemoveElements(List.of(new ElementId.OfStep(number)));
            default ->
                    number <= atlas.steps().size()
                            ? new AddStep(1 + random.nextInt(number), atlas.steps().get(number - 1))
                            : new RemoveStep(number);
        };
    }

    /// A part or two with steps that may name them.
    private Edit copies(Atlas atlas) {
        List<ElementId> all = elements(atlas);
        List<ElementId> some =
                List.of(all.get(random.nextInt(all.size())), all.get(random.nextInt(all.size())));
        return new Paste(
                Excerpt.of(atlas, some).topology(), new ElementId.OfDocument(), few(atlas), 1);
    }

    /// One step or two that follow each other.
    private List<ScenarioStep> few(Atlas atlas) {
        int first = random.nextInt(atlas.steps().size());
        int last = Math.min(atlas.steps().size(), first + 1 + random.nextInt(2));
        return atlas.steps().subList(first, last);
    }

    private Edit part(ElementId on) {
        Part[] parts = Part.values();
        Part part = parts[random.nextInt(parts.length)];
        return part.edit(
                new Wish(
                        on,
                        random.nextInt(4) == 0 ? random.nextInt(32) : null,
                        random.nextInt(6) == 0 ? random.nextInt(8) : null,
                        null,
                        "",
                        random.nextInt(5),
                        null));
    }

    private Seat seat(ElementId on) {
        return random.nextInt(3) == 0 ? new Seat(on, random.nextInt(32), null) : Seat.on(on);
    }

    private Edit virtualFunctions(Atlas atlas) {
        for (PciFunction function : atlas.topology().functions()) {
            SriovCapability sriov = function.capabilities().sriov();
            if (sriov != null && random.nextBoolean()) {
                int enabled = random.nextInt(sriov.totalVfs() + 1);
                return new EnableVirtualFunctions(
                        function.at(),
                        new SriovCapability(
                                sriov.totalVfs(),
                                enabled,
                                sriov.firstOffset(),
                                sriov.stride(),
                                sriov.vfDevice()));
            }
        }
        return TypedLine.parse(atlas, "sriov-nic 4");
    }

    private List<PciAddress> devices(Atlas atlas) {
        List<PciFunction> functions = atlas.topology().functions();
        if (functions.isEmpty()) {
            return List.of(PciAddress.parse("1f:1f.7"));
        }
        List<PciAddress> chosen = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            chosen.add(functions.get(random.nextInt(functions.size())).at());
        }
        return chosen;
    }

    private String space(Atlas atlas) {
        var spaces = atlas.topology().spaces();
        return spaces.isEmpty() ? "c0" : spaces.get(random.nextInt(spaces.size())).name();
    }

    private List<ElementId> elements(Atlas atlas) {
        Topology t = atlas.topology();
        List<ElementId> all = new ArrayList<>(List.of(new ElementId.OfDocument()));
        t.hostBridges().forEach(h -> all.add(new ElementId.OfHostBridge(h.segment(), h.rootBus())));
        t.functions().forEach(f -> all.add(new ElementId.OfFunction(f.at())));
        t.platformDevices().forEach(d -> all.add(new ElementId.OfPlatformDevice(d.name())));
        t.iommus().forEach(i -> all.add(new ElementId.OfIommu(i.name())));
        t.msiControllers().forEach(c -> all.add(new ElementId.OfMsiController(c.name())));
        t.owners().forEach(o -> all.add(new ElementId.OfOwner(o.name())));
        t.owners()
                .forEach(o ->
                        o.memory()
                                .forEach(r -> all.add(new ElementId.OfMemory(o.name(), r.name()))));
        t.spaces().forEach(s -> all.add(new ElementId.OfSpace(s.name())));
        for (int i = 1; i <= atlas.steps().size(); i++) {
            all.add(new ElementId.OfStep(i));
        }
        return all;
    }
}
