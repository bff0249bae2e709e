package iovatlas.edit.part;

import iovatlas.edit.pci.UniqueNames;

import java.util.Collection;
import java.util.HashSet;

/// A name that nobody has.
final class FreeName {
    private FreeName() {}

    static String of(String wished, Collection<String> taken) {
        return UniqueNames.free(wished, new HashSet<>(taken));
    }
}
