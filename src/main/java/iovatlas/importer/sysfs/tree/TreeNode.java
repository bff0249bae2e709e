package iovatlas.importer.sysfs.tree;

import java.util.Optional;
import java.util.SortedSet;

/// One entry of a tree of files.
sealed interface TreeNode {

    /// A folder; its entries may be looked up only when somebody asks.
    non-sealed interface Folder extends TreeNode {

        /// The entry of that name, without following a link.
        Optional<TreeNode> child(String name);

        /// The names of all entries, sorted.
        SortedSet<String> names();
    }

    /// A regular file.
    non-sealed interface Content extends TreeNode {

        /// The whole content, or empty when it cannot be read.
        Optional<byte[]> read();
    }

    /// A symbolic link.
    ///
    /// @param target as recorded, relative to the folder that holds the link, or absolute
    record Link(String target) implements TreeNode {}
}
