package iovatlas.ui.dialog;

import java.util.List;

/// A kind of file to choose from.
///
/// @param name e.g. `IOVAtlas document`
/// @param endings without the dot, e.g. `yaml`; empty for every file
public record FileKind(String name, List<String> endings) {

    public FileKind {
        endings = List.copyOf(endings);
    }
}
