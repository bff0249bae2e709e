package iovatlas.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.ui.work.SameThreadExecutor;

import javafx.beans.InvalidationListener;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class WorkspaceTest {

    private final Workspace workspace = new Workspace();

    private DocumentSession open(String name) {
        DocumentSession session =
                new DocumentSession(
                        new SameThreadExecutor(),
                        Machines.analysis(),
                        DocumentOrigin.of(Path.of(name), Machines.document()),
                        Machines.computed(),
                        fault -> {
                            throw new AssertionError(fault);
                        });
        workspace.add(session);
        return session;
    }

    @Test
    void theNewestDocumentIsInFront() {
        open("a.yaml");
        DocumentSession b = open("b.yaml");
        assertThat(workspace.current()).contains(b);
        assertThat(workspace.find(Path.of("b.yaml"))).contains(b);
        assertThat(workspace.find(Path.of("c.yaml"))).isEmpty();
    }

    @Test
    void aNeighbourComesToTheFrontWhenADocumentIsClosed() {
        DocumentSession a = open("a.yaml");
        DocumentSession b = open("b.yaml");
        DocumentSession c = open("c.yaml");
        workspace.currentProperty().set(b);
        workspace.remove(b);
        assertThat(workspace.current()).contains(c);
        workspace.remove(c);
        assertThat(workspace.current()).contains(a);
        workspace.remove(a);
        assertThat(workspace.current()).isEmpty();
    }

    @Test
    void aDocumentReadAgainTakesThePlaceOfTheOldOne() {
        DocumentSession a = open("a.yaml");
        open("b.yaml");
        DocumentSession again = open("a.yaml");
        workspace.remove(again);
        workspace.currentProperty().set(a);
        workspace.replace(a, again);
        assertThat(workspace.sessions()).first().isSameAs(again);
        assertThat(workspace.current()).contains(again);
    }

    @Test
    void listenersOfTheSessionsAreKept() {
        List<Integer> sizes = new ArrayList<>();
        workspace
                .sessions()
                .addListener((InvalidationListener) _ -> sizes.add(workspace.sessions().size()));
        System.gc();
        open("a.yaml");
        assertThat(sizes).containsExactly(1);
    }
}
