package iovatlas.ui.window;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentWriter;
import iovatlas.edit.part.Part;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciFunction;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What a person may type, sensible or not.
///
/// @param random decides
record StormWords(Random random) {
    private static final List<String> VALUES =
            List.of(
                    "",
                    "0",
                    "1",
                    "7",
                    "64",
                    "-1",
                    "0x10",
                    "0x40000000",
                    "4K",
                    "64K",
                    "1G",
                    "2G",
                    "zzz",
                    "eth3",
                    "00:05.0",
                    "0000:01:00.0",
                    "00-3f",
                    "8086:1572",
                    "vfio-pci",
                    "6.1",
                    "true",
                    "{cap: 0x5f}",
                    "[flr]",
                    "a: b",
                    "name",
                    "c9");

    private <T> T any(List<? extends T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /// A value of a property, mostly something near what stands there.
    String value(String now) {
        return switch (random.nextInt(4)) {
            case 0 -> now + random.nextInt(10);
            case 1 -> now.isEmpty() ? "n" + random.nextInt(20) : now.substring(1);
            default -> any(VALUES);
        };
    }

    /// A line for the bar below the drawing.
    String line(Atlas atlas) {
        String device = device(atlas);
        String space = space(atlas);
        return switch (random.nextInt(14)) {
            case 0 -> "attach " + device + " to " + space;
            case 1 -> "map " + space;
            case 2 -> "msi " + device + " " + random.nextInt(4);
            case 3 -> "move " + device + " under " + device(atlas);
            case 4 -> "stream " + device + " 0x" + random.nextInt(64) + " on smmu0";
            case 5 -> "rids 0x0000-0x0" + random.nextInt(8) + "ff to 0x0 on smmu0";
            case 6 -> "rename " + device + " to n" + random.nextInt(30);
            case 7 -> "remove " + (random.nextBoolean() ? device : space);
            case 8 -> "hwpt " + device + " on " + space;
            case 9 -> any(VALUES) + " " + any(VALUES) + " under " + any(VALUES);
            case 10 -> "map " + any(VALUES);
            default -> any(Arrays.asList(Part.values())).word() + " under " + device;
        };
    }

    /// A step's line.
    String step(Atlas atlas) {
        String device = device(atlas);
        String space = space(atlas);
        return switch (random.nextInt(6)) {
            case 0 -> "do: attach, device: " + device + ", container: " + space;
            case 1 -> "do: detach, device: " + device;
            case 2 -> "do: unbind, device: " + device;
            case 3 -> "do: map, container: " + space + ", iova: 0x100000, size: 2M, backing: ram";
            case 4 -> "do: set-irqs, device: " + device + ", index: msix, count: 2";
            default -> "do: " + any(VALUES);
        };
    }

    /// The document's text, changed in one place.
    String text(Atlas atlas) {
        String text = DocumentWriter.write(atlas);
        List<String> lines = text.lines().toList();
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        String other =
                switch (random.nextInt(6)) {
                    case 0 -> "";
                    case 1 -> line + "\n" + line;
                    case 2 -> line.replaceAll("[0-9](?=[^0-9]*$)", "" + random.nextInt(10));
                    case 3 -> line.substring(line.length() / 2);
                    case 4 -> line + "\n# a note " + random.nextInt(100);
                    default -> line.replace('}', ',');
                };
        return String.join("\n", lines.subList(0, at))
                + (at == 0 ? "" : "\n")
                + other
                + "\n"
                + String.join("\n", lines.subList(at + 1, lines.size()))
                + "\n";
    }

    private String device(Atlas atlas) {
        List<PciFunction> functions = atlas.topology().functions();
        return functions.isEmpty() ? "nic0" : any(functions).at().toString();
    }

    private String space(Atlas atlas) {
        List<IovaSpace> spaces = atlas.topology().spaces();
        return spaces.isEmpty() ? "c0" : any(spaces).name();
    }
}
