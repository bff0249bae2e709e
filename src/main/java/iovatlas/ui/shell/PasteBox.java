package iovatlas.ui.shell;

import iovatlas.ui.paste.PasteCommands;
import iovatlas.ui.paste.PasteModel;
import iovatlas.ui.paste.PasteSheet;
import iovatlas.ui.paste.Piece;
import iovatlas.ui.paste.Reading;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentOrigin;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Opener;
import iovatlas.ui.session.Workspace;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The paste-or-drop box over the window: made when it is first asked for, kept until what is in it
/// was opened or added.
final class PasteBox {

    private final Workspace workspace;
    private final Sheets sheets;
    private final WindowServices services;
    private final Opener opener;
    private final Consumer<String> locate;
    private final Map<DocumentSession, List<Piece>> sources = new HashMap<>();
    private @Nullable PasteModel model;
    private @Nullable PasteSheet sheet;
    private @Nullable Consumer<Reading> instead;

    /// @param locate shows where the faults in a text lie
    PasteBox(
            Workspace workspace,
            Sheets sheets,
            WindowServices services,
            Opener opener,
            Consumer<String> locate) {
        this.workspace = workspace;
        this.sheets = sheets;
        this.services = services;
        this.opener = opener;
        this.locate = locate;
    }

    /// Shows the box.
    void show() {
        instead = null;
        open();
    }

    /// Shows the box to somebody who wants what it reads, not a document of it.
    void show(Consumer<Reading> taker) {
        instead = taker;
        open();
    }

    /// Shows it with a text more.
    void paste(String text) {
        show();
        if (!text.isBlank()) {
            model().paste(text);
        }
    }

    /// Shows it with files more.
    void drop(List<Path> files) {
        if (!isShown()) {
            show();
        }
        model().drop(files);
    }

    /// Whether the box is what lies over the window.
    boolean isShown() {
        PasteSheet made = sheet;
        return made != null && made.node().getScene() != null;
    }

    private PasteModel model() {
        PasteModel made = model;
        if (made == null) {
            made = new PasteModel(services.executor(), services.analysis(), services.onFault());
            made.begin();
            model = made;
        }
        return made;
    }

    private void open() {
        String target =
                instead != null
                        ? ""
                        : workspace.current().map(session -> session.origin().name()).orElse("");
        PasteSheet made =
                new PasteSheet(
                        model(),
                        new PasteCommands(
                                this::take,
                                this::add,
                                this::faults,
                                this::chooseFiles,
                                sheets::hide),
                        target);
        sheet = made;
        sheets.showInMiddle(made.node());
        InScene.run(made.node(), made::takeFocus);
    }

    private void chooseFiles() {
        List<Path> files = services.dialogs().chooseFiles("Add Files", List.of());
        if (!files.isEmpty()) {
            model().drop(files);
        }
    }

    private void take() {
        Reading reading = model().reading();
        Consumer<Reading> taker = instead;
        @Nullable Computed computed = reading.computed();
        if (computed == null) {
            return;
        }
        sheets.hide();
        if (taker != null) {
            taker.accept(reading);
        } else {
            DocumentSession session = opener.adopt(origin(reading), computed);
            sources.keySet().retainAll(workspace.sessions());
            sources.put(session, model().filled());
            workspace.add(session);
        }
        forget();
    }

    private static DocumentOrigin origin(Reading reading) {
        Piece first = reading.findings().getFirst().piece();
        @Nullable Path file = first.file();
        var document = reading.opened() == null ? null : reading.opened().document();
        if (file != null && reading.findings().size() == 1) {
            return DocumentOrigin.of(file, document);
        }
        Path folder = Path.of("").toAbsolutePath();
        Path beside = file == null ? folder.resolve("pasted") : file.resolveSibling("pasted");
        return new DocumentOrigin(beside, null, document);
    }

    private void add() {
        Optional<DocumentSession> session = workspace.current();
        if (session.isPresent()) {
            List<Piece> from = sources.getOrDefault(session.get(), List.of());
            model().addTo(session.get(), from, refusal -> added(session.get(), from, refusal));
        }
    }

    private void added(DocumentSession session, List<Piece> from, Optional<String> refusal) {
        PasteSheet shown = sheet;
        if (refusal.isPresent() && shown != null) {
            shown.refuse(refusal.get());
            return;
        }
        if (!from.isEmpty()) {
            List<Piece> all = new java.util.ArrayList<>(from);
            all.addAll(model().filled());
            sources.put(session, all);
        }
        sheets.hide();
        services.dialogs().note("Added", "Undo takes it back.");
        forget();
    }

    private void faults() {
        StringBuilder text = new StringBuilder();
        for (Piece piece : model().filled()) {
            text.append(piece.text()).append('\n');
        }
        sheets.hide();
        if (workspace.current().isEmpty()) {
            take();
        }
        locate.accept(text.toString());
    }

    private void forget() {
        model = null;
        sheet = null;
        instead = null;
    }
}
