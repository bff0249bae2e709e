package iovatlas.importer.report;

import iovatlas.importer.lspci.ListedFunction;
import iovatlas.observation.Note;
import iovatlas.observation.Observation;
import iovatlas.observation.ObservedFunction;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which piece told of a function, and where in it.
///
/// @param places by function, e.g. `lspci.txt line 12`; several where several pieces list it
/// @param logs names of the pieces that hold a kernel log
record FunctionSources(Map<PciAddress, String> places, List<String> logs) {

    static FunctionSources of(List<Report> reports) {
        Map<PciAddress, String> places = new HashMap<>();
        List<String> logs = new ArrayList<>();
        for (Report report : reports) {
            for (ListedFunction function : report.functions()) {
                places.merge(
                        function.at(),
                        report.name() + " line " + function.line(),
                        (first, next) -> first + ", " + next);
            }
            if (!report.log().isEmpty()) {
                logs.add(report.name());
            }
        }
        return new FunctionSources(Map.copyOf(places), List.copyOf(logs));
    }

    /// The recorded functions with their places; one that no piece lists was told by the log.
    List<ObservedFunction> named(Observation observation) {
        String log = logs.isEmpty() ? "" : "kernel log of " + String.join(", ", logs);
        return observation.functions().stream()
                .map(function -> function.from(places.getOrDefault(function.at(), log)))
                .toList();
    }

    /// The notes; those about one function say who told of it.
    List<Note> named(List<Note> notes) {
        return notes.stream().map(this::named).toList();
    }

    private Note named(Note note) {
        if (note.severity() != Note.Severity.WARNING || !PciAddress.isAddress(note.where())) {
            return note;
        }
        String place = places.getOrDefault(PciAddress.parse(note.where()), "");
        if (place.isEmpty()) {
            return note;
        }
        String log = logs.isEmpty() ? "" : "; log: " + String.join(", ", logs);
        return Note.warning(note.where(), "%s (listing: %s%s)".formatted(note.text(), place, log));
    }
}
