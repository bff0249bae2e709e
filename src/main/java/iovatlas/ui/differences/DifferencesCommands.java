package iovatlas.ui.differences;

import iovatlas.ui.session.DocumentSession;

import javafx.beans.property.ObjectProperty;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// What the sheet asks of the window.
///
/// @param sessions the open documents
/// @param chooseFiles asks for files
/// @param paste opens the box to paste a side into
/// @param copy puts text into the clipboard; text and what it is
/// @param save asks where and writes; suggested name and text
/// @param mark puts the sheet away and lights the functions up in the topology
/// @param close puts the sheet away
public record DifferencesCommands(
        List<DocumentSession> sessions,
        Supplier<List<Path>> chooseFiles,
        java.util.function.Consumer<ObjectProperty<@Nullable ComparedSide>> paste,
        BiConsumer<String, String> copy,
        BiConsumer<String, String> save,
        Runnable mark,
        Runnable close) {

    public DifferencesCommands {
        sessions = List.copyOf(sessions);
    }
}
