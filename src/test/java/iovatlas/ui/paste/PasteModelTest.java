package iovatlas.ui.paste;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.observation.Note;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Machines;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class PasteModelTest {

    private static final String LISTING =
            """
            00:00.0 Host bridge [0600]: Intel Corporation Device [8086:3ec2] (rev 07)
            00:01.0 PCI bridge [0604]: Intel Corporation Device [8086:1901] (rev 07)
            \tBus: primary=00, secondary=01, subordinate=01, sec-latency=0
            01:00.0 VGA compatible controller [0300]: NVIDIA Corporation Device [10de:1b80] (rev a1)
            """;
    private static final String LOG =
            """
            [    0.000000] Linux version 6.1.0 (gcc) #1 SMP
            [    0.300000] pci 0000:00:01.0: [8086:1901] type 01 class 0x060400
            [    0.310000] pci 0000:01:00.0: [10de:1b81] type 00 class 0x030000
            [    5.000000] DMAR: [DMA Write NO_PASID] Request device [01:00.0] fault addr 0x69974000 [fault reason 0x05] PTE Write access is not set
            """;
    private static final String DOMAIN =
            """
            <domain type='kvm'>
              <name>vm1</name>
              <memory unit='GiB'>1</memory>
              <vcpu>2</vcpu>
              <os><type arch='x86_64' machine='q35'>hvm</type></os>
              <devices/>
            </domain>
            """;

    private final PasteModel model =
            new PasteModel(new SameThreadExecutor(), Machines.analysis(), OpenSessions::fail);

    private PieceFinding only() {
        assertThat(model.reading().findings()).hasSize(1);
        return model.reading().findings().getFirst();
    }

    @Test
    void saysWhatAPieceIsAndWhatTheMachineWouldBe() {
        model.paste(LISTING);
        assertThat(only().kind()).isEqualTo("a listing of lspci");
        assertThat(only().functions()).isEqualTo(3);
        assertThat(only().isReadable()).isTrue();
        assertThat(model.reading().isMachine()).isTrue();
        assertThat(model.reading().summary())
                .anySatisfy(line -> assertThat(line).startsWith("3 functions in "));
    }

    @Test
    void namesTheLinesThatNobodyUnderstood() {
        model.paste("a word before\n" + LISTING + "\nand one behind\n");
        assertThat(only().unknown()).containsExactly(1, 7);
    }

    @Test
    void countsFaultsAndShowsConflictsBetweenPieces() {
        model.paste(LISTING);
        model.begin();
        model.paste(LOG);
        assertThat(model.pieces()).extracting(Piece::name).hasSize(2);
        assertThat(model.reading().faults()).isEqualTo(1);
        assertThat(model.reading().together())
                .extracting(Note::text)
                .anySatisfy(text -> assertThat(text).contains("1b80", "1b81"));
        assertThat(model.reading().together())
                .noneSatisfy(
                        note -> assertThat(note.where() + note.text()).contains("iovatlas-paste"));
    }

    @Test
    void placesTheErrorOfABrokenDocument() {
        model.paste(Machines.GUEST_OVER_WINDOW.replace("kind: endpoint", "kind: endpiont"));
        assertThat(only().isReadable()).isFalse();
        assertThat(only().line()).isEqualTo(8);
        assertThat(only().column()).isPositive();
        assertThat(only().failure()).contains("did you mean").doesNotContain("iovatlas-paste");
        assertThat(model.reading().isMachine()).isFalse();
    }

    @Test
    void saysWhenATextTellsOfNoMachine() {
        model.paste("hello\n");
        assertThat(only().failure()).startsWith("pasted-1.txt: this is");
        assertThat(model.reading().failure()).isEqualTo("None of this tells of a machine.");
    }

    @Test
    void takesFilesThatWerePrintedOneAfterTheOtherApart() {
        model.paste("==> lspci.txt <==\n" + LISTING + "\n==> dmesg.txt <==\n" + LOG);
        assertThat(model.pieces()).hasSize(2);
        assertThat(model.reading().findings())
                .extracting(PieceFinding::kind)
                .containsExactly("a listing of lspci", "a kernel log");
    }

    @Test
    void takesAGuestOutOfAReport() {
        model.paste(LISTING + "\n" + DOMAIN);
        assertThat(model.reading().findings())
                .extracting(PieceFinding::kind)
                .containsExactly("a listing of lspci", "the description of a guest");
        assertThat(model.opened()).isPresent();
        assertThat(model.opened().orElseThrow().atlas().topology().owners()).hasSize(1);
    }

    @Test
    void readsDroppedFilesTogether(@TempDir Path folder) throws IOException {
        Path listing = Files.writeString(folder.resolve("lspci.txt"), LISTING);
        Path log = Files.writeString(folder.resolve("dmesg.txt"), LOG);
        model.begin();
        model.drop(List.of(listing, log));
        assertThat(model.pieces())
                .extracting(Piece::name)
                .containsExactly("lspci.txt", "dmesg.txt");
        assertThat(model.reading().isMachine()).isTrue();
    }

    @Test
    void followsWhatIsTyped() {
        model.begin();
        model.typed("nothing");
        assertThat(model.reading().isMachine()).isFalse();
        model.typed(LISTING);
        assertThat(model.reading().isMachine()).isTrue();
        Piece piece = model.pieces().getFirst();
        model.remove(piece);
        assertThat(model.reading()).isEqualTo(Reading.NOTHING);
    }

    @Test
    void laysAGuestOnAnOpenDocumentAndUndoTakesItBack() {
        DocumentSession session = OpenSessions.guestOverWindow();
        Atlas before = session.atlas();
        model.paste(DOMAIN);
        List<Optional<String>> answers = new ArrayList<>();
        model.addTo(session, List.of(), answers::add);
        assertThat(answers).containsExactly(Optional.empty());
        assertThat(session.atlas().topology().owners()).hasSize(2);
        session.undo();
        assertThat(session.atlas()).isEqualTo(before);
    }

    @Test
    void refusesToLayAListingOnADocumentAndChangesNothing() {
        DocumentSession session = OpenSessions.guestOverWindow();
        Atlas before = session.atlas();
        model.paste(LISTING);
        List<Optional<String>> answers = new ArrayList<>();
        model.addTo(session, List.of(), answers::add);
        assertThat(answers.getFirst())
                .hasValueSatisfying(t -> assertThat(t).contains("only traces"));
        assertThat(session.atlas()).isSameAs(before);
    }
}
