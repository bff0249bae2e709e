package iovatlas.ui.editor;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.ui.dialog.FakeDialogs;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;

import org.junit.jupiter.api.Test;

import java.util.List;

class MachineCommandsTest {
    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("01:00.0"));
    private static final ElementId PORT = new ElementId.OfFunction(PciAddress.parse("00:01.0"));

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final MachineCommands commands = new MachineCommands(session, dialogs);

    private long functions() {
        return session.atlas().topology().functions().size();
    }

    @Test
    void deletingShowsWhatDependsOnItFirst() {
        long before = functions();
        session.selection().select(PORT);
        commands.delete();
        assertThat(dialogs.asked).hasSize(1);
        assertThat(dialogs.asked.getFirst().text()).contains("1 further function goes.");
        assertThat(functions()).isEqualTo(before);

        dialogs.answers.add(0);
        commands.delete();
        assertThat(functions()).isEqualTo(before - 2);
        assertThat(session.selection().primary()).isEmpty();
        session.undo();
        assertThat(functions()).isEqualTo(before);
    }

    @Test
    void whatIsCopiedCanBePastedAsText() {
        session.selection().select(List.of(PORT));
        String text = commands.copyText().orElseThrow();
        assertThat(text).startsWith("functions:\n").doesNotContain("kernel");
        dialogs.copied.add("functions:\n  - {at: \"0000:01:00.0\", kind: endpoint, name: nic0}\n");
        session.selection().select(PORT);
        commands.paste();
        assertThat(session.atlas().topology().functions())
                .extracting(PciFunction::name)
                .contains("nic1");
    }

    @Test
    void pastingSaysWhatIsWrongWithTheText() {
        dialogs.copied.add("hello");
        commands.paste();
        assertThat(dialogs.noted.getFirst()).startsWith("The clipboard holds no lines");
    }

    @Test
    void duplicatesWithAllThatHangsBelow() {
        long before = functions();
        session.selection().select(PORT);
        commands.duplicate();
        assertThat(functions()).isEqualTo(before + 2);
        assertThat(session.atlas().topology().functionNamed("nic1")).isPresent();
    }

    @Test
    void renamingKeepsTheSelection() {
        ElementId container = new ElementId.OfSpace("c0");
        session.selection().select(container);
        dialogs.lines.add("box");
        commands.rename();
        assertThat(session.selection().primary()).contains(new ElementId.OfSpace("box"));
        assertThat(session.atlas().topology().space("c0")).isEmpty();
    }

    @Test
    void aDropSaysBeforehandWhatItWouldDo() {
        Payload nic = new Payload.OfElements(List.of(NIC));
        DropPlan there = DropPlan.of(session.atlas(), session.computed().state(), nic, PORT);
        assertThat(there.isPossible()).isFalse();
        assertThat(there.text()).isEqualTo("nic0 is there already.");
        DropPlan in =
                DropPlan.of(
                        session.atlas(),
                        session.computed().state(),
                        nic,
                        new ElementId.OfSpace("c0"));
        assertThat(in.text()).isEqualTo("nic0 is in c0 already.");
        DropPlan part =
                DropPlan.of(
                        session.atlas(),
                        session.computed().state(),
                        new Payload.OfPart(iovatlas.edit.part.Part.NVME),
                        PORT);
        assertThat(part.text()).contains("has its device already");
    }
}
