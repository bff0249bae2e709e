package iovatlas.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.document.OpenDocument;
import iovatlas.edit.SetTitle;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.session.QueuedExecutor;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;

import java.util.Objects;

class DocumentTextModelTest {
    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final DocumentTextModel model =
            new DocumentTextModel(session, new SameThreadExecutor(), OpenSessions::fail);

    private String text() {
        OpenDocument shown = Objects.requireNonNull(model.shownProperty().get());
        return shown.text();
    }

    @Test
    void anEditElsewhereChangesTheTextWhereItsValueChanges() {
        String before = text();
        session.apply(new SetTitle("another"));
        assertThat(text()).contains("title: another").hasLineCount((int) before.lines().count());
    }

    @Test
    void whatIsTypedBecomesTheDocument() {
        model.typed(text().replace("nic0", "eth0") + "# mine\n");
        assertThat(session.atlas().topology().functionNamed("eth0")).isPresent();
        assertThat(text()).endsWith("# mine\n");
        assertThat(session.undoTextProperty().get()).isEqualTo("Edit Text");
        session.undo();
        assertThat(text()).contains("nic0").contains("# mine");
    }

    @Test
    void anEditTakenBackBeforeItIsComputedLeavesTheTextAsItWas() {
        QueuedExecutor computing = new QueuedExecutor();
        DocumentSession quick = OpenSessions.guestOverWindow(computing);
        DocumentTextModel text =
                new DocumentTextModel(quick, new SameThreadExecutor(), OpenSessions::fail);
        quick.apply(new SetTitle("another"));
        quick.undo();
        computing.runAll();
        assertThat(Objects.requireNonNull(text.shownProperty().get()).atlas())
                .isEqualTo(quick.atlas());
    }

    @Test
    void whatCannotBeReadChangesNothingAndSaysWhere() {
        model.typed(text().replace("kind: endpoint", "kind: endpiont"));
        var fault = Objects.requireNonNull(model.faultProperty().get());
        assertThat(fault.sentence()).contains("did you mean \"endpoint\"");
        assertThat(fault.line()).isGreaterThan(1);
        assertThat(session.dirtyProperty().get()).isFalse();
    }

    @Test
    void linesAndElementsAreTied() {
        ElementId nic = new ElementId.OfFunction(PciAddress.parse("01:00.0"));
        int line = model.lineOf(nic);
        assertThat(text().lines().toList().get(line - 1)).contains("0000:01:00.0");
        assertThat(model.elementAt(line)).contains(nic);
        assertThat(model.elementAt(1)).isEmpty();
    }
}
