package iovatlas.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.atlas.Atlas;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;

/// Every edit can be taken back and made again.
class EditHistoryTest {
    private final EditHistory history = new EditHistory(EditedAtlas.START);

    private static Edit edit(String title, Optional<Object> key) {
        return new Edit() {
            @Override
            public String description() {
                return "To " + title;
            }

            @Override
            public Optional<String> refusal(Atlas atlas) {
                return title.isEmpty() ? Optional.of("no title") : Optional.empty();
            }

            @Override
            public Atlas apply(Atlas atlas) {
                return atlas.withTitle(title);
            }

            @Override
            public Optional<Object> mergeKey() {
                return key;
            }
        };
    }

    private static Edit edit(String title) {
        return edit(title, Optional.empty());
    }

    private String title() {
        return history.current().title();
    }

    @Test
    void takesBackAndMakesAgain() {
        history.apply(edit("a"));
        history.apply(edit("b"));
        assertThat(history.undoText()).hasValue("To b");
        history.undo();
        assertThat(title()).isEqualTo("a");
        assertThat(history.redoText()).hasValue("To b");
        history.redo();
        assertThat(title()).isEqualTo("b");
        assertThat(history.canRedo()).isFalse();
    }

    @Test
    void forgetsWhatWasTakenBackAfterANewEdit() {
        history.apply(edit("a"));
        history.undo();
        history.apply(edit("b"));
        assertThat(history.canRedo()).isFalse();
        assertThatThrownBy(history::redo).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void undoesAsManyEditsAsWereMade() {
        Random random = new Random(1);
        List<Atlas> states = new ArrayList<>(List.of(history.current()));
        for (int i = 0; i < 200; i++) {
            EditedAtlas.randomEdit(history.current(), random)
                    .ifPresent(edit -> {
                        history.endMerging();
                        history.apply(edit);
                        if (!history.current().equals(states.getLast())) {
                            states.add(history.current());
                        }
                    });
        }
        assertThat(states).hasSizeGreaterThan(100);
        for (int i = states.size() - 2; i >= 0; i--) {
            history.undo();
            assertThat(history.current()).isSameAs(states.get(i));
        }
        assertThat(history.canUndo()).isFalse();
        for (int i = 1; i < states.size(); i++) {
            history.redo();
            assertThat(history.current()).isSameAs(states.get(i));
        }
    }

    @Test
    void mergesEditsOfOneGesture() {
        Optional<Object> key = Optional.of("drag");
        history.apply(edit("a"));
        history.apply(edit("b", key));
        history.apply(edit("c", key));
        history.apply(edit("d", Optional.of("other")));
        history.undo();
        assertThat(title()).isEqualTo("c");
        history.undo();
        assertThat(title()).isEqualTo("a");
    }

    @Test
    void doesNotMergeOverASaveAnUndoOrTheEndOfAGesture() {
        Optional<Object> key = Optional.of("drag");
        history.apply(edit("a", key));
        history.markSaved();
        history.apply(edit("b", key));
        history.endMerging();
        history.apply(edit("c", key));
        history.undo();
        assertThat(title()).isEqualTo("b");
        history.apply(edit("d", key));
        history.undo();
        assertThat(title()).isEqualTo("b");
        history.undo();
        assertThat(title()).isEqualTo("a");
    }

    @Test
    void knowsWhetherTheDocumentIsSaved() {
        assertThat(history.isDirty()).isFalse();
        history.apply(edit("a"));
        assertThat(history.isDirty()).isTrue();
        history.markSaved();
        assertThat(history.isDirty()).isFalse();
        history.undo();
        assertThat(history.isDirty()).isTrue();
        history.redo();
        assertThat(history.isDirty()).isFalse();
    }

    @Test
    void countsEveryChange() {
        long before = history.revision();
        history.apply(edit("a"));
        history.undo();
        history.redo();
        assertThat(history.revision()).isEqualTo(before + 3);
        history.apply(edit("a"));
        assertThat(history.revision()).as("nothing changed").isEqualTo(before + 3);
        assertThat(history.undoText()).hasValue("To a");
    }

    @Test
    void refusesWhatTheEditRefuses() {
        assertThatThrownBy(() -> history.apply(edit("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no title");
        assertThat(history.canUndo()).isFalse();
    }

    @Test
    void tellsWhyAnEditCannotBeMadeAndLeavesTheDocument() {
        assertThat(history.tryOut(edit(""))).hasValue("no title");
        assertThat(history.current()).isSameAs(EditedAtlas.START);
        assertThat(history.canUndo()).isFalse();
        assertThat(history.tryOut(edit("a"))).isEmpty();
        assertThat(title()).isEqualTo("a");
        assertThat(history.undoText()).hasValue("To a");
    }

    @Test
    void makesAnEditThatHasToBeTriedOnlyOnce() {
        List<Atlas> tried = new ArrayList<>();
        Attempt attempt =
                new Attempt() {
                    @Override
                    public String description() {
                        return "attempt";
                    }

                    @Override
                    public Atlas attempt(Atlas atlas) {
                        tried.add(atlas);
                        if (tried.size() > 1) {
                            throw new IllegalArgumentException("never twice");
                        }
                        return atlas.withTitle("once");
                    }
                };
        history.apply(attempt);
        assertThat(title()).isEqualTo("once");
        assertThat(tried).hasSize(1);
        assertThat(history.tryOut(attempt)).hasValue("Never twice.");
        assertThat(title()).isEqualTo("once");
    }

    @Test
    void refusesAnEditThatChangesTheHistory() {
        Edit nested =
                new Edit() {
                    @Override
                    public String description() {
                        return "nested";
                    }

                    @Override
                    public Optional<String> refusal(Atlas atlas) {
                        return Optional.empty();
                    }

                    @Override
                    public Atlas apply(Atlas atlas) {
                        history.undo();
                        return atlas;
                    }
                };
        history.apply(edit("a"));
        assertThatThrownBy(() -> history.apply(nested)).isInstanceOf(IllegalStateException.class);
        assertThat(title()).isEqualTo("a");
        history.undo();
        assertThat(history.canUndo()).isFalse();
    }

    @Test
    void forgetsTheOldestEditsWhenThereAreTooMany() {
        for (int i = 0; i < EditHistory.LIMIT + 5; i++) {
            history.apply(edit("title " + i));
        }
        int undone = 0;
        while (history.canUndo()) {
            history.undo();
            undone++;
        }
        assertThat(undone).isEqualTo(EditHistory.LIMIT);
        assertThat(title()).isEqualTo("title 4");
    }
}
