package iovatlas.importer.sysfs;

import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects notes while a snapshot is read; the same remark about many places becomes one note with
/// a count.
final class Notes {

    private static final int NAMED_PLACES = 3;

    private final Set<Note> notes = new LinkedHashSet<>();
    private final Map<String, List<String>> counted = new LinkedHashMap<>();

    void add(Note note) {
        notes.add(note);
    }

    void addAll(Iterable<Note> more) {
        more.forEach(notes::add);
    }

    void information(String where, String text) {
        notes.add(Note.information(where, text));
    }

    void warning(String where, String text) {
        notes.add(Note.warning(where, text));
    }

    /// Counts one place for a remark; the remark reads well after "N times:".
    void count(String remark, String place) {
        counted.computeIfAbsent(remark, _ -> new ArrayList<>()).add(place);
    }

    /// Everything noted so far, counted remarks last.
    List<Note> list() {
        List<Note> all = new ArrayList<>(notes);
        counted.forEach(
                (remark, places) -> all.add(Note.warning(where(places), text(remark, places))));
        return List.copyOf(all);
    }

    private static String where(List<String> places) {
        return String.join(", ", places.subList(0, Math.min(NAMED_PLACES, places.size())))
                + (places.size() > NAMED_PLACES ? ", ..." : "");
    }

    private static String text(String remark, List<String> places) {
        return places.size() == 1 ? remark : remark + " (" + places.size() + " times)";
    }
}
