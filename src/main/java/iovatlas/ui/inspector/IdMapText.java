package iovatlas.ui.inspector;

import iovatlas.topology.IdMap;

/// An ID map in a few words.
final class IdMapText {

    private IdMapText() {}

    /// `RID 0x0000-0xffff → 0x0`.
    static String of(IdMap map) {
        return "RID %s-%s \u2192 0x%x".formatted(map.first(), map.last(), map.output());
    }
}
