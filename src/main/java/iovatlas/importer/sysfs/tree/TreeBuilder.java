package iovatlas.importer.sysfs.tree;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Makes a tree of files in memory, for recordings that were never files.
public final class TreeBuilder {

    private final StoredFolder top = new StoredFolder();

    /// Adds or replaces a file and makes the folders above it.
    ///
    /// @param path relative to the top, `/` between the names
    public TreeBuilder file(String path, byte[] content) {
        above(path).put(lastName(path), new StoredContent(content.clone()));
        return this;
    }

    /// Adds or replaces a text file.
    public TreeBuilder file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /// Adds a symbolic link; its target need not exist.
    public TreeBuilder link(String path, String target) {
        above(path).put(lastName(path), new TreeNode.Link(target));
        return this;
    }

    /// Adds an empty folder.
    public TreeBuilder folder(String path) {
        above(path).folder(lastName(path));
        return this;
    }

    public FileTree build() {
        return new FileTree(top, List.of());
    }

    private StoredFolder above(String path) {
        StoredFolder folder = top;
        String[] names = path.split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
            folder = folder.folder(names[i]);
        }
        return folder;
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
