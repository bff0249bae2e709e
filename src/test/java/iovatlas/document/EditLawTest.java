package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.EditHistory;
import iovatlas.edit.Soundness;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Two thousand edits, and the document is still one.
class EditLawTest {
    private static final int EDITS = 2000;

    static Atlas empty() {
        return Atlas.begun(KernelRelease.V7_3, Architecture.ARM64);
    }

    @Test
    void twoThousandEditsKeepEveryLaw() {
        RandomEdits edits = new RandomEdits(20260101);
        EditHistory history = new EditHistory(empty());
        List<Atlas> values = new ArrayList<>(List.of(history.current()));
        int made = 0;
        int refused = 0;
        while (made < EDITS) {
            Atlas before = history.current();
            Edit edit = edits.next(before);
            Optional<String> refusal = edit.refusal(before);
            if (refusal.isPresent()) {
                refused++;
                assertThat(refusal.get()).as("%s", edit).endsWith(".").doesNotContain("null");
                continue;
            }
            history.apply(edit);
            history.endMerging();
            made++;
            Atlas after = history.current();
            assertThat(Soundness.fault(after)).as("after %s", edit).isEmpty();
            if (!after.equals(before)) {
                values.add(after);
                String text = DocumentWriter.write(after);
                assertThat(DocumentReader.read(text).atlas()).as("after %s", edit).isEqualTo(after);
            }
            if (after.topology().functions().size() > 120) {
                history.apply(new iovatlas.edit.machine.ReplaceDocument("New", empty()));
                history.endMerging();
                values.add(history.current());
            }
        }
        assertThat(refused).isPositive();
        Atlas last = history.current();
        for (int i = values.size() - 2; i >= 0; i--) {
            history.undo();
            assertThat(history.current()).isSameAs(values.get(i));
        }
        assertThat(history.canUndo()).isFalse();
        while (history.canRedo()) {
            history.redo();
        }
        assertThat(history.current()).isSameAs(last);
    }
}
