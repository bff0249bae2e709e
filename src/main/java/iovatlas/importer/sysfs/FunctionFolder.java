package iovatlas.importer.sysfs;

import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder of one PCI function.
///
/// @param at the function
/// @param tree the recording that the folder is taken from
/// @param path the folder, links followed
record FunctionFolder(PciAddress at, FileTree tree, String path) {

    private static final Pattern ROOT = Pattern.compile("pci([0-9a-f]{4,8}):([0-9a-f]{2})");

    Optional<String> line(String file) {
        return tree.line(path + "/" + file);
    }

    Optional<byte[]> bytes(String file) {
        return tree.bytes(path + "/" + file);
    }

    Optional<String> linkName(String file) {
        return tree.linkName(path + "/" + file);
    }

    boolean has(String file) {
        return tree.exists(path + "/" + file);
    }

    /// A file that holds one number in the kernel's `0x` spelling or in decimal.
    Optional<Long> number(String file) {
        return line(file).flatMap(Numbers::parse);
    }

    /// The same folder as another recording has it, which may have none.
    FunctionFolder in(FileTree other) {
        return new FunctionFolder(at, other, path);
    }

    /// The numbers of its message-signalled interrupts, ascending.
    List<Integer> interrupts() {
        return tree.names(path + "/msi_irqs").stream()
                .filter(name -> name.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    /// Its host bridge's folder, `.../pci0000:00`, or empty when the path names none.
    Optional<String> rootFolder() {
        String[] names = path.split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            if (ROOT.matcher(names[i]).matches()) {
                return Optional.of(String.join("/", java.util.Arrays.copyOf(names, i + 1)));
            }
        }
        return Optional.empty();
    }

    /// The first bus of its host bridge, or empty when the path names none.
    Optional<Integer> rootBus() {
        return rootFolder()
                .map(folder -> ROOT.matcher(folder.substring(folder.lastIndexOf('/') + 1)))
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(2), 16));
    }
}
