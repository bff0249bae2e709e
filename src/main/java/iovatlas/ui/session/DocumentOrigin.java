package iovatlas.ui.session;

import iovatlas.document.OpenDocument;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/// Where an open document came from and where it is saved.
///
/// @param input the file or folder that was read
/// @param file where it is saved, null for something that was imported and never saved
/// @param text the document as it was read, null for something that was imported
/// @param begun whether somebody began it here, so that nothing was read
public record DocumentOrigin(
        Path input, @Nullable Path file, @Nullable OpenDocument text, boolean begun) {

    /// Something that was read.
    public DocumentOrigin(Path input, @Nullable Path file, @Nullable OpenDocument text) {
        this(input, file, text, false);
    }

    /// @param document what was read from it, null for an input of another kind. A document that was
    ///     found inside a mail is not saved over the mail.
    public static DocumentOrigin of(Path input, @Nullable OpenDocument document) {
        Path file = document == null || document.isEmbedded() ? null : input;
        return new DocumentOrigin(input, file, document);
    }

    /// A document that somebody begins.
    ///
    /// @param folder where it will probably be saved
    /// @param number tells it from others that were begun
    public static DocumentOrigin begun(Path folder, int number) {
        String name = number == 1 ? "untitled" : "untitled-" + number;
        return new DocumentOrigin(folder.resolve(name), null, null, true);
    }

    /// What tabs and titles call it: the file's name; `this host` for `/`.
    public String name() {
        Path shown = file != null ? file : input;
        return shown.getFileName() == null ? "this host" : shown.getFileName().toString();
    }

    /// Where it is saved; empty for something that was imported and never saved.
    public Optional<Path> saved() {
        return Optional.ofNullable(file);
    }

    /// How a command line names it.
    public String commandInput() {
        return (file == null ? input : file).toString();
    }

    /// A place to suggest for saving: the document's own, or a `.yaml` beside what was imported.
    public Path suggestion() {
        if (file != null) {
            return file;
        }
        String name = name().replaceFirst("\\.(tar|tgz|tar\\.gz|mbox|eml|txt)$", "");
        return input.resolveSibling(name.replace(' ', '-') + ".yaml");
    }
}
