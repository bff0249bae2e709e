package iovatlas.importer.sysfs.tree;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/// A folder whose entries are all in memory: what an archive is unpacked into.
final class StoredFolder implements TreeNode.Folder {

    private final TreeMap<String, TreeNode> entries = new TreeMap<>();

    @Override
    public Optional<TreeNode> child(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    @Override
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(entries.navigableKeySet());
    }

    /// Adds or replaces an entry; a folder that is already there stays.
    void put(String name, TreeNode node) {
        if (node instanceof StoredFolder && entries.get(name) instanceof StoredFolder) {
            return;
        }
        entries.put(name, node);
    }

    /// The folder of that name below this one, made when there is none.
    StoredFolder folder(String name) {
        if (entries.get(name) instanceof StoredFolder there) {
            return there;
        }
        StoredFolder made = new StoredFolder();
        entries.put(name, made);
        return made;
    }
}
