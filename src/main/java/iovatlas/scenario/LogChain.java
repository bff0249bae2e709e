package iovatlas.scenario;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The kernel log up to some moment; a longer log shares the shorter one.
///
/// @param lines the newest lines
/// @param before what was printed before them
/// @param length how many lines there are in all
record LogChain(List<String> lines, @Nullable LogChain before, int length) {

    static final LogChain EMPTY = new LogChain(List.of(), null, 0);

    LogChain {
        lines = List.copyOf(lines);
    }

    LogChain with(List<String> more) {
        return more.isEmpty() ? this : new LogChain(more, this, length + more.size());
    }

    List<String> all() {
        var parts = new ArrayList<List<String>>();
        for (LogChain part = this; part != null; part = part.before()) {
            parts.add(part.lines());
        }
        Collections.reverse(parts);
        return parts.stream().flatMap(List::stream).toList();
    }
}
