package iovatlas.ui.paste;

import iovatlas.atlas.Atlas;
import iovatlas.edit.machine.ReplaceDocument;
import iovatlas.importer.Opened;
import iovatlas.ui.session.Analysis;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The pieces in the box and what they say. Reading happens off the window's thread, the newest
/// text wins, and nothing of an open document changes before somebody asks for it.
public final class PasteModel {

    private final TaskExecutor executor;
    private final Analysis analysis;
    private final Consumer<Throwable> onFault;
    private final ObservableList<Piece> pieces = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Piece> chosen = new SimpleObjectProperty<>(null);
    private final ReadOnlyObjectWrapper<Reading> reading =
            new ReadOnlyObjectWrapper<>(Reading.NOTHING);
    private final BooleanProperty busy = new SimpleBooleanProperty(false);
    private @Nullable Running running;
    private int made;

    public PasteModel(TaskExecutor executor, Analysis analysis, Consumer<Throwable> onFault) {
        this.executor = executor;
        this.analysis = analysis;
        this.onFault = onFault;
    }

    public ObservableList<Piece> pieces() {
        return pieces;
    }

    /// The piece that is looked at, null for none.
    public ObjectProperty<@Nullable Piece> chosenProperty() {
        return chosen;
    }

    /// What was read last; lags behind the text.
    public ReadOnlyObjectProperty<Reading> readingProperty() {
        return reading.getReadOnlyProperty();
    }

    public Reading reading() {
        return reading.get();
    }

    /// True while it reads.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy;
    }

    /// Adds a text as one piece or several; the last is looked at. An empty piece is filled first.
    public void paste(String text) {
        for (String part : PieceSplit.of(text)) {
            @Nullable Piece now = chosen.get();
            if (now != null && now.isBlank()) {
                replace(now, now.withText(part));
            } else {
                add(null, part);
            }
        }
        read();
    }

    /// Adds files and folders.
    public void drop(List<Path> files) {
        pieces.removeIf(Piece::isBlank);
        files.forEach(file -> add(file, ""));
        read();
    }

    /// Begins an empty piece.
    public void begin() {
        if (pieces.stream().noneMatch(Piece::isBlank)) {
            add(null, "");
        }
    }

    public void remove(Piece piece) {
        int index = pieces.indexOf(piece);
        pieces.remove(piece);
        if (pieces.isEmpty()) {
            begin();
        } else {
            chosen.set(pieces.get(Math.min(index, pieces.size() - 1)));
        }
        read();
    }

    /// Takes what was typed into the piece that is looked at.
    public void typed(String text) {
        @Nullable Piece now = chosen.get();
        if (now != null && now.file() == null && !now.text().equals(text)) {
            replace(now, now.withText(text));
            read();
        }
    }

    /// What was found of a piece; empty before it was read.
    public Optional<PieceFinding> finding(@Nullable Piece piece) {
        return piece == null
                ? Optional.empty()
                : reading().findings().stream()
                        .filter(finding -> finding.piece().id() == piece.id())
                        .findFirst();
    }

    /// Stops reading; what was found before stays.
    public void stop() {
        if (running != null) {
            running.stop();
        }
        busy.set(false);
    }

    /// Lays the pieces on an open document: traces and guests on any, everything on one that was
    /// read from an input or from this box and not changed since.
    ///
    /// @param from the pieces that the document was opened from; empty for none
    /// @param done gets nothing when it was done, otherwise why it was not
    public void addTo(DocumentSession session, List<Piece> from, Consumer<Optional<String>> done) {
        stop();
        Atlas before = session.atlas();
        boolean fresh = session.origin().text() == null && !session.dirtyProperty().get();
        AddedMachine work =
                new AddedMachine(before, fresh, session.origin().input(), from, filled());
        busy.set(true);
        running =
                executor.submit(
                        "Adding to " + session.origin().name(),
                        work::make,
                        result -> {
                            busy.set(false);
                            done.accept(take(session, before, result));
                        },
                        problem -> {
                            busy.set(false);
                            onFault.accept(problem);
                        });
    }

    private static Optional<String> take(
            DocumentSession session, Atlas before, AddedMachine.Result result) {
        @Nullable Atlas after = result.machine();
        if (after == null) {
            return Optional.of(result.refusal());
        }
        if (before != session.atlas()) {
            return Optional.of("The document was changed meanwhile; try again.");
        }
        session.endGesture();
        return session.apply(new ReplaceDocument("Add Pieces", after));
    }

    /// The pieces that hold something.
    public List<Piece> filled() {
        return pieces.stream().filter(piece -> !piece.isBlank()).toList();
    }

    /// The machine that the pieces are together.
    public Optional<Opened> opened() {
        return Optional.ofNullable(reading().opened());
    }

    private void add(@Nullable Path file, String text) {
        made++;
        String name =
                file == null
                        ? "pasted-" + made + ".txt"
                        : String.valueOf(file.getFileName() == null ? file : file.getFileName());
        Piece piece = new Piece(made, name, file, text);
        pieces.add(piece);
        chosen.set(piece);
    }

    private void replace(Piece before, Piece after) {
        pieces.set(pieces.indexOf(before), after);
        chosen.set(after);
    }

    private void read() {
        stop();
        List<Piece> now = List.copyOf(pieces);
        busy.set(true);
        running =
                executor.submit(
                        "",
                        progress -> new PieceReader(analysis, progress).read(now),
                        result -> {
                            busy.set(false);
                            reading.set(result);
                        },
                        problem -> {
                            busy.set(false);
                            onFault.accept(problem);
                        });
    }
}
