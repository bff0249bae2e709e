package iovatlas.ui.search;

import iovatlas.ui.action.Action;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Workspace;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Searching as one types: a query, the hits, going to one of them.
public final class FinderModel {

    /// More than fit on any list; beyond that one types another letter.
    private static final int LIMIT = 60;

    private final Workspace workspace;
    private final ActionTable actions;
    private final boolean commandsOnly;
    private final StringProperty query = new SimpleStringProperty("");
    private final ObservableList<Hit> results = FXCollections.observableArrayList();
    // Held: listeners of a wrapper that nobody holds are lost.
    private final ObservableList<Hit> readOnly = FXCollections.unmodifiableObservableList(results);
    private List<Hit> machine = List.of();
    private List<Hit> commands = List.of();

    /// @param commandsOnly true for the command palette
    public FinderModel(Workspace workspace, ActionTable actions, boolean commandsOnly) {
        this.workspace = workspace;
        this.actions = actions;
        this.commandsOnly = commandsOnly;
        query.subscribe(this::search);
    }

    public StringProperty queryProperty() {
        return query;
    }

    /// Best first.
    public ObservableList<Hit> results() {
        return readOnly;
    }

    /// Begins anew with what is open now.
    public void begin() {
        commands = actions.all().stream().filter(Action::isEnabled).map(FinderModel::hit).toList();
        machine = commandsOnly ? List.of() : computed().map(MachineHits::of).orElse(List.of());
        query.set("");
        search("");
    }

    /// Goes where a hit leads.
    public void accept(Hit hit) {
        switch (hit.target()) {
            case Hit.Command(var action) -> actions.run(action);
            case Hit.Elements(var elements, int step) ->
                    workspace
                            .current()
                            .ifPresent(session -> {
                                if (step >= 0) {
                                    session.showStep(step);
                                }
                                session.selection().select(elements);
                            });
        }
    }

    private void search(String text) {
        List<Hit> found = new ArrayList<>();
        if (!commandsOnly) {
            AddressHits.address(text)
                    .flatMap(at -> computed().map(computed -> AddressHits.of(at, computed)))
                    .ifPresent(found::addAll);
            found.addAll(Ranking.best(text, machine, LIMIT));
        }
        found.addAll(Ranking.best(text, commands, LIMIT));
        results.setAll(found.stream().limit(LIMIT).toList());
    }

    private Optional<Computed> computed() {
        return workspace.current().map(DocumentSession::computed);
    }

    private static Hit hit(Action action) {
        String name = String.valueOf(action.text().getValue());
        return new Hit(
                name,
                action.id().keys(),
                action.id().category().title(),
                new Hit.Command(action.id()));
    }
}
