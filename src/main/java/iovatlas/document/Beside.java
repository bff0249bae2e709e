package iovatlas.document;

import java.nio.file.Path;

/// Names of files that belong to a document and lie beside it.
final class Beside {
    private Beside() {}

    /// `prefix` + the document's name without `.yaml` + `suffix`, in the document's folder.
    static Path of(Path document, String prefix, String suffix) {
        String name = String.valueOf(document.getFileName());
        String stem = name.replaceFirst("\\.ya?ml$", "");
        return document.resolveSibling(prefix + stem + suffix);
    }
}
