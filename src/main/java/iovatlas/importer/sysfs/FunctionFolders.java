package iovatlas.importer.sysfs;

import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Finds the folder of every PCI function: by the links in `sys/bus/pci/devices` and by walking the
/// device tree below the host bridges, as a capture may lack one of the two.
final class FunctionFolders {

    private static final String BUS = "sys/bus/pci/devices";
    private static final Pattern ROOT = Pattern.compile("pci[0-9a-f]{4,8}:[0-9a-f]{2}");
    private static final Pattern FUNCTION =
            Pattern.compile("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
    private static final int DEEPEST_ROOT = 5;

    private final Notes notes;
    private final TreeMap<PciAddress, FunctionFolder> found = new TreeMap<>();

    private FunctionFolders(Notes notes) {
        this.notes = notes;
    }

    /// All functions by address; a later recording's folder replaces an earlier one.
    static List<FunctionFolder> find(Snapshot snapshot, Notes notes) {
        FunctionFolders folders = new FunctionFolders(notes);
        folders.addAll(snapshot.first());
        snapshot.later().forEach(folders::addAll);
        return List.copyOf(folders.found.values());
    }

    private void addAll(FileTree tree) {
        walkRoots(tree, "sys/devices", 0);
        for (String name : tree.names(BUS)) {
            Optional<String> path = tree.canonical(BUS + "/" + name);
            if (path.isPresent()) {
                add(tree, name, path.get());
            } else {
                address(name)
                        .filter(at -> !found.containsKey(at))
                        .ifPresent(at -> {
                            notes.count("function is listed but its folder was not captured", name);
                            found.put(at, new FunctionFolder(at, tree, BUS + "/" + name));
                        });
            }
        }
    }

    private void walkRoots(FileTree tree, String folder, int depth) {
        for (String name : tree.names(folder)) {
            String below = folder + "/" + name;
            if (ROOT.matcher(name).matches()) {
                walk(tree, below);
            } else if ((depth > 0 && depth < DEEPEST_ROOT) || name.equals("platform")) {
                if (isRealFolder(tree, below)) {
                    walkRoots(tree, below, depth + 1);
                }
            }
        }
    }

    /// Goes down through functions and nested host bridges (VMD) only.
    private void walk(FileTree tree, String folder) {
        for (String name : tree.names(folder)) {
            boolean function = FUNCTION.matcher(name).matches();
            String below = folder + "/" + name;
            if ((function || ROOT.matcher(name).matches()) && isRealFolder(tree, below)) {
                if (function) {
                    add(tree, name, below);
                }
                walk(tree, below);
            }
        }
    }

    private void add(FileTree tree, String name, String path) {
        address(name).ifPresent(at -> found.put(at, new FunctionFolder(at, tree, path)));
    }

    private Optional<PciAddress> address(String name) {
        try {
            return Optional.of(PciAddress.parse(name));
        } catch (IllegalArgumentException unusual) {
            notes.count("name is no PCI address that the model can hold", name);
            return Optional.empty();
        }
    }

    private static boolean isRealFolder(FileTree tree, String path) {
        return tree.isFolder(path) && tree.canonical(path).filter(path::equals).isPresent();
    }
}
