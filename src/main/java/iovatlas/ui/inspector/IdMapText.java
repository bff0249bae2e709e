package iovatlas.ui.inspector;

import iovatlas.topology.IdMap;

/// An ID map in a few words.
final class IdMapText {

    private IdMapText() {}

    /// `0x0000-ffff → 0x0`.
    static String of(IdMap map) {
        Integer wired = map.wired();
        return "%s-%04x \u2192 0x%x".formatted(map.first(), map.last().bits(), map.output())
                + (wired == null ? "" : " (wired to 0x%x)".formatted(wired));
    }
}
