package iovatlas.ui.editor;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.document.StepLine;
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

    private List<String> lines() {
        return session.atlas().steps().stream()
                .map(step -> StepLine.of(session.atlas(), step).text())
                .toList();
    }

    @Test
    void stepsThatAreCopiedWithTheirPartsNameTheCopies() {
        Atlas before = session.atlas();
        session.selection()
                .select(
                        List.of(
                                PORT,
                                new ElementId.OfOwner("vm0"),
                                new ElementId.OfSpace("c0"),
                                new ElementId.OfStep(1),
                                new ElementId.OfStep(2),
                                new ElementId.OfStep(4)));
        dialogs.copied.add(commands.copyText().orElseThrow());
        session.selection().clear();
        commands.paste();
        assertThat(dialogs.noted).isEmpty();
        assertThat(lines().subList(4, 7))
                .containsExactly(
                        "do: attach, device: nic1, container: c1",
                        "do: map, container: c1, iova: 0x00000000, size: 2G, backing: vm1-ram",
                        "do: fire, device: nic1, index: msix, vector: 2");
        session.undo();
        assertThat(session.atlas()).isEqualTo(before);
        session.redo();
        assertThat(lines()).hasSize(7);
    }

    @Test
    void stepsOfAPastedDeviceNameWhatIsThereAlready() {
        dialogs.copied.add(
                """
                functions:
                  - {at: "0000:01:00.0", kind: endpoint, msix: 8, driver: vfio-pci}
                steps:
                  - {do: attach, device: "0000:01:00.0", container: c0}
                """);
        commands.paste();
        assertThat(dialogs.noted).isEmpty();
        PciFunction copy =
                session.atlas().topology().functions().stream()
                        .filter(function ->
                                function.name().isEmpty() && !function.kind().isBridge())
                        .findFirst()
                        .orElseThrow();
        assertThat(copy.at()).isNotEqualTo(PciAddress.parse("01:00.0"));
        assertThat(lines().getLast())
                .isEqualTo("do: attach, device: \"" + copy.at() + "\", container: c0");
    }

    @Test
    void nothingIsPastedOfALineThatNamesWhatIsNowhere() {
        Atlas before = session.atlas();
        dialogs.copied.add(
                """
                functions:
                  - {at: "0000:01:00.0", kind: endpoint, name: nic0, msix: 8}
                steps:
                  - {do: attach, device: nic0, container: c7}
                """);
        commands.paste();
        assertThat(dialogs.noted.getFirst()).startsWith("Line 4 of the clipboard does not fit");
        assertThat(session.atlas()).isEqualTo(before);
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
