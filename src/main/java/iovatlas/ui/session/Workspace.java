package iovatlas.ui.session;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.nio.file.Path;
import java.util.Optional;

/// The open documents and the one in front.
public final class Workspace {

    private final ObservableList<DocumentSession> sessions = FXCollections.observableArrayList();
    // Held: listeners of a wrapper that nobody holds are lost.
    private final ObservableList<DocumentSession> readOnly =
            FXCollections.unmodifiableObservableList(sessions);
    private final ObjectProperty<DocumentSession> current = new SimpleObjectProperty<>(null);

    /// In the order of their tabs.
    public ObservableList<DocumentSession> sessions() {
        return readOnly;
    }

    /// The document in front, null when none is open.
    public ObjectProperty<DocumentSession> currentProperty() {
        return current;
    }

    public Optional<DocumentSession> current() {
        return Optional.ofNullable(current.get());
    }

    /// Opens a document in front of the others.
    public void add(DocumentSession session) {
        sessions.add(session);
        current.set(session);
    }

    /// Puts a document into the place of another.
    public void replace(DocumentSession before, DocumentSession after) {
        int index = sessions.indexOf(before);
        if (index < 0) {
            add(after);
        } else {
            boolean front = before == current.get();
            sessions.set(index, after);
            if (front) {
                current.set(after);
            }
        }
    }

    /// Takes a document away; its neighbour comes to the front.
    public void remove(DocumentSession session) {
        int index = sessions.indexOf(session);
        if (index < 0) {
            return;
        }
        boolean front = session == current.get();
        sessions.remove(index);
        if (front) {
            current.set(
                    sessions.isEmpty() ? null : sessions.get(Math.min(index, sessions.size() - 1)));
        }
    }

    /// The open document that was read from or is saved in a file.
    public Optional<DocumentSession> find(Path file) {
        return sessions.stream()
                .filter(session ->
                        session.origin().input().equals(file)
                                || session.origin().saved().filter(file::equals).isPresent())
                .findFirst();
    }
}
