package iovatlas.cli;

import iovatlas.observation.Note;

import java.io.PrintStream;
import java.util.List;

/// Prints what a reader of foreign data wants a person to know.
final class Notes {

    private Notes() {}

    /// Warnings only: information is for those who ask for it.
    static void print(PrintStream err, List<Note> notes) {
        for (Note note : notes) {
            if (note.severity() == Note.Severity.WARNING) {
                err.println(line(note));
            }
        }
    }

    static String line(Note note) {
        return note.where().isEmpty()
                ? "iovatlas: " + note.text()
                : "iovatlas: " + note.where() + ": " + note.text();
    }
}
