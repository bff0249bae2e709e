package iovatlas.importer.sysfs.tree;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Two folders as one: what the upper one has hides the lower one's.
///
/// @param upper wins
/// @param lower fills up
record MergedFolder(TreeNode.Folder upper, TreeNode.Folder lower) implements TreeNode.Folder {

    @Override
    public Optional<TreeNode> child(String name) {
        Optional<TreeNode> above = upper.child(name);
        Optional<TreeNode> below = lower.child(name);
        return above.isPresent()
                        && below.isPresent()
                        && above.get() instanceof TreeNode.Folder first
                        && below.get() instanceof TreeNode.Folder second
                ? Optional.of(new MergedFolder(first, second))
                : above.or(() -> below);
    }

    @Override
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(upper.names());
        names.addAll(lower.names());
        return names;
    }
}
