package iovatlas.importer.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MailTextTest {

    @Test
    void leavesACleanTextAlone() {
        MailText text = MailText.of("one\n  two\n\nthree\n");
        assertThat(text.lines()).containsExactly("one", "  two", "", "three");
        assertThat(text.repairs()).isEmpty();
        assertThat(text.number(3)).isEqualTo(4);
        assertThat(text.text()).isEqualTo("one\n  two\n\nthree\n");
    }

    @Test
    void takesOffQuotesLineEndsAndOddSpaces() {
        MailText text = MailText.of("> > a\u00a0b\r\n> > c\u200b d\r\n> >\r\n");
        assertThat(text.lines()).containsExactly("a b", "c d", "");
        assertThat(text.repairs()).hasSize(3);
    }

    @Test
    void keepsAngleBracketsThatQuoteNothing() {
        assertThat(MailText.of("a\nb\n> c\n").lines()).containsExactly("a", "b", "> c");
    }

    @Test
    void readsTheBodiesOfAMailboxAndRemembersTheLines() {
        MailText text =
                MailText.of(
                        """
                        From someone Mon Jan  1 10:00:00 2024
                        Subject: groups
                        Content-Transfer-Encoding: quoted-printable

                        a =3D b and a line that goes=
                         on
                        From someone Mon Jan  1 11:00:00 2024
                        Subject: more

                        second
                        """);
        assertThat(text.lines()).containsExactly("", "a = b and a line that goes on", "", "second");
        assertThat(text.number(3)).isEqualTo(10);
    }

    @Test
    void decodesBase64Bodies() {
        MailText text =
                MailText.of("Subject: x\nContent-Transfer-Encoding: base64\n\nYWJj\nCmRlZg==\n");
        assertThat(text.lines()).containsExactly("abc", "def");
    }

    @Test
    void doesNotTakeKeysWithValuesForAMail() {
        assertThat(MailText.of("handler:  x\ndevice:   0000:01:00.0\n\nmore\n").lines())
                .containsExactly("handler:  x", "device:   0000:01:00.0", "", "more");
    }

    @Test
    void putsWrappedLinesTogether() {
        MailText text =
                MailText.of("[1] a\nb\n\nc\n[2] d\n").rejoined(line -> line.startsWith("["));
        assertThat(text.lines()).containsExactly("[1] a b", "", "c", "[2] d");
        assertThat(text.numbers()).containsExactly(1, 3, 4, 5);
        assertThat(text.repairs()).containsExactly("1 wrapped line was put together");
    }

    @Tag("jazzer")
    @FuzzTest(maxDuration = "10s")
    void cleansAnyText(FuzzedDataProvider data) {
        MailText text = MailText.of(data.consumeRemainingAsString());
        assertThat(text.numbers()).hasSameSizeAs(text.lines());
        text.rejoined(line -> line.startsWith("[")).text();
    }
}
