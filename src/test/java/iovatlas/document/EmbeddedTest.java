package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A document is found inside a mailbox and in a quoted reply.
class EmbeddedTest {
    private static final String DOCUMENT =
            """
            format: 1
            title: One port

            kernel: {release: "6.12"}
            # the machine
            functions:
              - {at: "0000:00:01.0", kind: root-port, bus: "01"}
            """;

    private static final String MAILBOX =
            """
            From mboxrd@z Thu Jan  1 00:00:00 1970
            From: A Reviewer <reviewer@example.org>
            Subject: [PATCH] vfio: a collision
            format-is: no key of a document

            This is what I see:

            DOCUMENT
            Any idea?
            --
            Reviewer
            From mboxrd@z Thu Jan  1 00:00:01 1970
            Subject: Re: [PATCH]

            > format: 1
            > title: another one
            """;

    static List<Path> samples() {
        return SampleFiles.all();
    }

    private static String quoted(String text, String prefix) {
        return text.lines()
                        .map(line -> (prefix + line).stripTrailing())
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static int lineOfPort(OpenDocument document) {
        return document.lineOf(new ElementId.OfFunction(PciAddress.parse("00:01.0")));
    }

    @Test
    void isFoundInAMailbox() {
        OpenDocument document = DocumentReader.read(MAILBOX.replace("DOCUMENT\n", DOCUMENT + "\n"));
        assertThat(document.isEmbedded()).isTrue();
        assertThat(document.atlas()).isEqualTo(DocumentReader.read(DOCUMENT).atlas());
        assertThat(document.text().stripTrailing()).isEqualTo(DOCUMENT.stripTrailing());
        assertThat(lineOfPort(document)).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", ">", ">> ", "> > ", ">>> "})
    void isFoundInAQuotedReply(String prefix) {
        String mail = "On Monday somebody wrote:\n" + quoted(DOCUMENT, prefix) + "\nI agree.\n";
        OpenDocument document = DocumentReader.read(mail);
        assertThat(document.atlas()).isEqualTo(DocumentReader.read(DOCUMENT).atlas());
        assertThat(lineOfPort(document)).isEqualTo(8);
    }

    @Test
    void isFoundWhereARemarkStandsBetweenTheQuotedLines() {
        String mail =
                quoted(DOCUMENT, "> ")
                        .replace(
                                "> # the machine\n", "Which release is that?\n\n> # the machine\n");
        OpenDocument document = DocumentReader.read(mail);
        assertThat(document.atlas()).isEqualTo(DocumentReader.read(DOCUMENT).atlas());
        assertThat(lineOfPort(document)).isEqualTo(9);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isFoundForEverySample(Path sample) {
        String text = SampleFiles.text(sample);
        OpenDocument document = DocumentReader.read("Hello,\n\n" + quoted(text, "> ") + "> --\n");
        assertThat(document.atlas()).isEqualTo(DocumentReader.read(text).atlas());
        assertThat(document.isEmbedded()).isTrue();
    }

    @Test
    void countsLinesAndColumnsOfTheWholeText() {
        String mail = "Hello\n" + quoted(DOCUMENT.replace("root-port", "root-prt"), "> ");
        assertThatThrownBy(() -> DocumentReader.read(mail))
                .isInstanceOfSatisfying(
                        DocumentError.class,
                        error -> {
                            assertThat(error.line()).isEqualTo(8);
                            assertThat(error.column()).isEqualTo(34);
                            assertThat(error.text("mail.mbox"))
                                    .startsWith("mail.mbox:8:34: ")
                                    .contains("did you mean \"root-port\"");
                        });
    }

    @Test
    void namesLinesOfTheWholeTextInItsSentences() {
        String twice = DOCUMENT + "  - {at: \"0000:00:01.0\", kind: root-port}\n";
        assertThatThrownBy(() -> DocumentReader.read("Hello\n" + quoted(twice, "> ")))
                .hasMessage("The function 0000:00:01.0 is listed twice, first in line 8.");
    }

    @Test
    void isNotLookedForInATextThatIsADocument() {
        assertThat(DocumentReader.read(DOCUMENT).isEmbedded()).isFalse();
        assertThatThrownBy(() -> DocumentReader.read("titel: x\n" + DOCUMENT))
                .isInstanceOf(DocumentError.class)
                .hasMessageContaining("did you mean \"title\"?");
    }
}
