package iovatlas.edit.line;

import iovatlas.address.ByteSize;
import iovatlas.address.Hex;
import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.PageTables;
import iovatlas.edit.machine.IdMapText;
import iovatlas.edit.machine.PutIdMap;
import iovatlas.edit.machine.RemoveElements;
import iovatlas.edit.machine.RenameElement;
import iovatlas.edit.part.Part;
import iovatlas.edit.part.Wish;
import iovatlas.edit.pci.MoveFunctions;
import iovatlas.edit.pci.Seat;
import iovatlas.edit.steps.AllocatePageTable;
import iovatlas.edit.steps.AssignDevices;
import iovatlas.edit.steps.CopyMappings;
import iovatlas.edit.steps.DestroyObject;
import iovatlas.edit.steps.MapMemory;
import iovatlas.edit.steps.SendMessage;
import iovatlas.edit.steps.ShareStream;
import iovatlas.topology.ElementId;
import iovatlas.topology.IdMap;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciId;
import iovatlas.topology.RequesterId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Reads one typed line as an edit:
///
///     nic 8086:1572 under 00:01.0
///     switch 4 under 00:02.0 slot 0
///     guest vm1 ram 4G
///     container c0 for vm0
///     attach nic0 to c0
///     attach nic0 to hwpt0
///     hwpt nic0 on ioas0 named hwpt0
///     copy ioas0 to ioas1
///     destroy hwpt0
///     map c0
///     msi nic0 3
///     move nic0 under 02:01.0
///     stream nic0 nic1 0x40 on smmu0
///     rids 0x0100-0x01ff to 0x100 on smmu0
///     rename nic0 to fast0
///     remove 02:00.0
public final class TypedLine {
    private final Atlas atlas;
    private final Named named;
    private final Words words;

    private TypedLine(Atlas atlas, String line) {
        this.atlas = atlas;
        this.named = new Named(atlas);
        this.words = new Words(line);
    }

    /// @throws IllegalArgumentException with a sentence for a line that means nothing
    public static Edit parse(Atlas atlas, String line) {
        TypedLine typed = new TypedLine(atlas, line);
        Edit edit = typed.edit();
        typed.words.end();
        return edit;
    }

    private Edit edit() {
        String verb = words.next("a part or a verb");
        return switch (verb) {
            case "attach" -> attach();
            case "hwpt" -> pageTable();
            case "copy" -> copy();
            case "destroy" -> destroy();
            case "map" -> new MapMemory(words.next("a container"));
            case "msi" -> message();
            case "move" -> move();
            case "stream" -> stream();
            case "rids" -> idMap();
            case "rename" -> rename();
            case "remove" -> remove();
            default -> part(verb);
        };
    }

    private Edit attach() {
        List<PciAddress> devices = new ArrayList<>();
        devices.add(named.device(words.next("a device")));
        while (words.peek().filter(word -> !word.equals("to")).isPresent()) {
            devices.add(named.device(words.next("a device")));
        }
        words.skip("to");
        String target = words.next("a container");
        String ioas = PageTables.of(atlas.steps()).get(target);
        return ioas == null || atlas.topology().space(target).isPresent()
                ? new AssignDevices(devices, target)
                : new AssignDevices(devices, ioas, target);
    }

    private Edit pageTable() {
        PciAddress device = named.device(words.next("a device"));
        words.skip("on", "of", "for");
        String ioas = words.next("an IOAS");
        String name = "hwpt0";
        boolean nest = false;
        while (!words.isEmpty()) {
            String word = words.next("a word");
            switch (word) {
                case "named" -> name = words.next("a name");
                case "nest-parent" -> nest = true;
                default ->
                        throw new IllegalArgumentException(
                                "\"" + word + "\" should be \"named\" or \"nest-parent\".");
            }
        }
        return new AllocatePageTable(device, ioas, name, nest);
    }

    private Edit destroy() {
        String target = words.next("a page table or an IOAS");
        String ioas = PageTables.of(atlas.steps()).get(target);
        return ioas == null || atlas.topology().space(target).isPresent()
                ? new DestroyObject(target, null)
                : new DestroyObject(ioas, target);
    }

    private Edit copy() {
        String from = words.next("an IOAS");
        words.skip("to");
        return new CopyMappings(from, words.next("an IOAS"));
    }

    private Edit message() {
        PciAddress device = named.device(words.next("a device"));
        return new SendMessage(device, words.isEmpty() ? 0 : number(words.next("a vector")));
    }

    private Edit move() {
        PciAddress device = named.device(words.next("a device"));
        words.skip("under", "beside", "to", "on");
        ElementId on = named.element(words.next("a bridge"));
        if (words.isEmpty()) {
            return new MoveFunctions(List.of(device), Seat.on(on));
        }
        words.skip("slot");
        String[] slot = words.next("a slot").split("\\.", -1);
        return new MoveFunctions(
                List.of(device),
                new Seat(on, device(slot[0]), slot.length > 1 ? number(slot[1]) : null));
    }

    private Edit stream() {
        List<PciAddress> devices = new ArrayList<>();
        devices.add(named.device(words.next("a device")));
        while (words.peek().filter(word -> !word.startsWith("0x")).isPresent()) {
            devices.add(named.device(words.next("a device")));
        }
        int id = (int) Hex.parseUnsigned(words.next("a stream ID"));
        words.skip("on");
        return new ShareStream(devices, words.next("an IOMMU"), id);
    }

    /// A further range of the ID map to an IOMMU or an MSI controller, in the segment of the others.
    private Edit idMap() {
        String range = words.next("a range of requester IDs");
        words.skip("to", "->");
        String output = words.next("the first ID after it");
        words.skip("on", "of");
        String target = words.next("an IOMMU or an MSI controller");
        boolean iommu = atlas.topology().iommu(target).isPresent();
        if (!iommu && atlas.topology().msiController(target).isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no IOMMU and no MSI controller \"" + target + "\".");
        }
        IdMap.Role role = iommu ? IdMap.Role.IOMMU : IdMap.Role.MSI;
        int segment =
                atlas.topology().idMaps().stream()
                        .filter(map -> map.role() == role && map.target().equals(target))
                        .map(IdMap::segment)
                        .findFirst()
                        .orElse(0);
        RequesterId none = new RequesterId(0);
        IdMap blank = new IdMap(role, segment, none, none, target, 0);
        return new PutIdMap(-1, IdMapText.parse(blank, range + " -> " + output));
    }

    private Edit rename() {
        ElementId element = named.element(words.next("a thing"));
        words.skip("to");
        return new RenameElement(element, words.next("a name"));
    }

    private Edit remove() {
        List<ElementId> elements = new ArrayList<>();
        elements.add(named.element(words.next("a thing")));
        while (!words.isEmpty()) {
            elements.add(named.element(words.next("a thing")));
        }
        return new RemoveElements(elements);
    }

    private Edit part(String word) {
        Part part =
                Part.of(word)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "\""
                                                + word
                                                + "\" is neither a part nor a verb; try nic,"
                                                + " switch, guest, attach, map or msi."));
        return part.edit(wish());
    }

    private Wish wish() {
        ElementId on = new ElementId.OfDocument();
        Integer device = null;
        Integer number = null;
        PciId id = null;
        String name = "";
        int count = 0;
        ByteSize size = null;
        while (!words.isEmpty()) {
            String word = words.next("a word");
            switch (word) {
                case "under", "beside", "on", "for", "in" ->
                        on = named.element(words.next("a place"));
                case "slot" -> {
                    String[] slot = words.next("a slot").split("\\.", -1);
                    device = device(slot[0]);
                    number = slot.length > 1 ? number(slot[1]) : null;
                }
                case "ram", "size" -> size = ByteSize.parse(words.next("a size"));
                case "named" -> name = words.next("a name");
                default -> {
                    if (word.matches("[0-9a-fA-F]{4}:[0-9a-fA-F]{4}")) {
                        id = PciId.parse(word);
                    } else if (word.matches("[0-9]{1,4}")) {
                        count = number(word);
                    } else {
                        name = word;
                    }
                }
            }
        }
        return new Wish(on, device, number, id, name, count, size);
    }

    private static int number(String word) {
        if (!word.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("\"" + word + "\" is no number.");
        }
        return Integer.parseInt(word);
    }

    private static @Nullable Integer device(String word) {
        if (!word.matches("[0-9a-fA-F]{1,2}")) {
            throw new IllegalArgumentException("\"" + word + "\" is no slot such as 02 or 02.0.");
        }
        return Integer.parseInt(word, 16);
    }
}
