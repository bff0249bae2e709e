package iovatlas.importer.sysfs.tree;

import java.util.Optional;

/// A file whose content is in memory.
final class StoredContent implements TreeNode.Content {

    private final byte[] bytes;

    StoredContent(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public Optional<byte[]> read() {
        return Optional.of(bytes.clone());
    }
}
