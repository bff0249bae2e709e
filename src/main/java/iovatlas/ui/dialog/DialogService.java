package iovatlas.ui.dialog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How views and view models ask and tell. They never open windows themselves.
public interface DialogService {

    /// Asks for files to open; empty when the person thought better of it.
    List<Path> chooseFiles(String title, List<FileKind> kinds);

    Optional<Path> chooseFolder(String title);

    /// Asks where to save.
    ///
    /// @param suggestion folder and name to begin with
    Optional<Path> chooseTarget(String title, Path suggestion, List<FileKind> kinds);

    /// Asks one of several answers.
    ///
    /// @return the index of the answer; the last one when the question was closed
    int ask(Question question);

    /// Asks for one line of text; empty when the person thought better of it.
    ///
    /// @param label what to type
    /// @param value what stands there at first
    Optional<String> askText(String title, String label, String value);

    /// Tells of an accident.
    void tell(Accident accident);

    /// Tells something that needs no answer and goes away by itself.
    void note(String title, String text);

    /// Puts an SVG picture into the clipboard, as a picture and as its text, and says so.
    void copySvg(String svg);

    /// Puts a PNG picture into the clipboard and says so.
    void copyPng(byte[] png);

    /// Puts text into the clipboard and says so.
    void copy(String text, String what);

    /// The text in the clipboard; empty when there is none.
    default Optional<String> clipboard() {
        return Optional.empty();
    }
}
