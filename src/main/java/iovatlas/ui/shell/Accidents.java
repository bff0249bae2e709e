package iovatlas.ui.shell;

import iovatlas.export.ExportProblem;
import iovatlas.importer.ImportFailure;
import iovatlas.ui.dialog.Accident;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Accidents in the words of the person who meets them. Class names and stack traces stay in the
/// details.
public final class Accidents {

    private Accidents() {}

    /// An input that could not be opened.
    static Accident opening(Path input, Throwable problem) {
        String title = "Cannot open " + input;
        return problem instanceof ImportFailure failure
                ? new Accident(title, String.valueOf(failure.getMessage()), "")
                : fault(title, problem);
    }

    /// A document that could not be saved.
    static Accident saving(Path file, Throwable problem) {
        String title = "Cannot save " + file;
        return problem instanceof IOException failure
                ? new Accident(
                        title,
                        reason(failure)
                                + " The document is still open and unchanged; save it to another"
                                + " place.",
                        "")
                : fault(title, problem);
    }

    /// A picture that could not be written.
    static Accident exporting(Path file, Throwable problem) {
        String title = "Cannot write " + file;
        return switch (problem) {
            case IOException failure -> new Accident(title, reason(failure), "");
            case ExportProblem refused ->
                    new Accident(title, String.valueOf(refused.getMessage()), "");
            default -> fault(title, problem);
        };
    }

    /// A fault of the program.
    public static Accident fault(String title, Throwable problem) {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        return new Accident(
                title,
                "This is a fault of IOVAtlas, not of your document. Nothing was changed; you can go"
                        + " on working, and should save a copy. The details help to mend it.",
                trace.toString());
    }

    private static String reason(IOException problem) {
        return switch (problem) {
            case NoSuchFileException _ -> "There is no such folder.";
            case AccessDeniedException _ -> "Permission denied.";
            default -> "The system says: " + problem.getMessage() + ".";
        };
    }
}
