package iovatlas.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.document.ChangeProperty;
import iovatlas.document.ElementLine;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.SameThreadExecutor;
import iovatlas.ui.work.TaskExecutor;
import iovatlas.ui.work.Work;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

class PendingChangesTest {
    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("01:00.0"));

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final Later later = new Later();
    private final PendingChanges changes = new PendingChanges(session, later, OpenSessions::fail);
    private final List<Optional<String>> told = new ArrayList<>();

    /// Does what is handed over when it is told to.
    private static final class Later implements TaskExecutor {
        private final Deque<Runnable> waiting = new ArrayDeque<>();

        @Override
        public <T> Running submit(
                String title,
                Work<? extends T> work,
                Consumer<T> done,
                Consumer<Throwable> failed) {
            waiting.add(() -> new SameThreadExecutor().submit(title, work, done, failed));
            return new Handed(title);
        }

        void one() {
            waiting.remove().run();
        }
    }

    /// Work that was handed over and not done yet.
    private record Handed(String title) implements Running {
        @Override
        public void stop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOver() {
            return false;
        }
    }

    private void change(String key, String text) {
        FieldEditor editor = FieldEditor.text(typed -> new ChangeProperty(NIC, key, typed));
        changes.add(new Field(key, value(key), editor), text, told::add);
    }

    private String value(String key) {
        return ElementLine.of(session.atlas(), NIC).orElseThrow().value(key);
    }

    @Test
    void changesAreMadeOneAfterTheOtherInTheOrderInWhichTheyCame() {
        change("rev", "0x12");
        change("driver", "ixgbe");
        assertThat(value("rev")).isEmpty();
        assertThat(later.waiting).hasSize(1);
        later.one();
        assertThat(value("rev")).isEqualTo("0x12");
        assertThat(value("driver")).isEqualTo("vfio-pci");
        later.one();
        assertThat(value("rev")).isEqualTo("0x12");
        assertThat(value("driver")).isEqualTo("ixgbe");
        assertThat(told).containsExactly(Optional.empty(), Optional.empty());
        session.undo();
        assertThat(value("driver")).isEqualTo("vfio-pci");
    }

    @Test
    void anEditThatCameBetweenIsKept() {
        change("rev", "0x12");
        session.apply(new ChangeProperty(NIC, "driver", "ixgbe"));
        later.one();
        assertThat(value("rev")).isEqualTo("0x12");
        assertThat(value("driver")).isEqualTo("ixgbe");
    }

    @Test
    void whatIsWrongIsToldAndTheNextIsMade() {
        change("rev", "many");
        change("driver", "ixgbe");
        later.one();
        later.one();
        assertThat(told.getFirst()).isPresent();
        assertThat(told.getLast()).isEmpty();
        assertThat(value("driver")).isEqualTo("ixgbe");
    }
}
