package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.ElementId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// A document survives what mail programs do to it: transfer encodings, attachments, soft line
/// breaks, nested quotes.
class MailedDocumentTest {
    private static final int MUTATIONS = 1500;
    private static final int FLOWED_WIDTH = 66;

    static List<Path> samples() {
        return SampleFiles.all();
    }

    private static String head(String encoding, String type) {
        return """
        From a@example.org Mon Sep 17 00:00:00 2001
        From: A Reviewer <a@example.org>
        Subject: [RFC] a collision
        Content-Type: %s
        Content-Transfer-Encoding: %s

        """
                .formatted(type, encoding);
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'})
                        .encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "\n";
    }

    private static String encoded(String text) {
        return head("base64", "text/plain; charset=utf-8") + base64(text);
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder(head("quoted-printable", "text/plain"));
        int column = 0;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            String word =
                    b == '\n'
                            ? "\n"
                            : b == '=' || b < ' ' || (b == ' ' && column > 60)
                                    ? "=%02X".formatted(b)
                                    : String.valueOf((char) b);
            if (b != '\n' && column + word.length() > 75) {
                out.append("=\n");
                column = 0;
            }
            out.append(word);
            column = b == '\n' ? 0 : column + word.length();
        }
        return out.toString();
    }

    private static String flowed(String text, String quote) {
        StringBuilder out = new StringBuilder(head("7bit", "text/plain; format=flowed"));
        for (String line : text.lines().toList()) {
            String left = stuffed(line);
            int space = left.lastIndexOf(' ', FLOWED_WIDTH);
            while (left.length() > FLOWED_WIDTH && space > 8) {
                out.append(quote).append(left, 0, space + 1).append('\n');
                left = stuffed(left.substring(space + 1));
                space = left.lastIndexOf(' ', FLOWED_WIDTH);
            }
            out.append(quote).append(left.stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static String stuffed(String line) {
        return line.startsWith(" ") || line.startsWith(">") || line.startsWith("From ")
                ? " " + line
                : line;
    }

    private static String attached(String text) {
        return """
        From: a@example.org
        Subject: attached
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="=-xyz"

        --=-xyz
        Content-Type: text/plain

        format: see the attachment.
        --=-xyz
        Content-Type: application/x-yaml
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="machine.yaml"

        %s--=-xyz--
        """
                .formatted(base64(text));
    }

    private static String nested(String text) {
        StringBuilder mail = new StringBuilder("Somebody wrote:\n> Another wrote:\n");
        text.lines().forEach(line -> mail.append((">> " + line).stripTrailing()).append('\n'));
        return mail + "> indeed\nno\n";
    }

    private static List<String> mails(String text) {
        return List.of(
                encoded(text),
                encoded("Hello \u00e9,\n\n" + text + "\n-- \nA\n"),
                printable(text),
                printable("Hello,\n\n" + text),
                flowed("Hello,\n\n" + text, ""),
                flowed(text, ">"),
                flowed(text, ">>"),
                attached(text),
                nested(text),
                nested(text).replace("\n", "\r\n"),
                encoded("From the other list:\n\n" + nested(text)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadFromEveryKindOfMail(Path sample) {
        String text = SampleFiles.text(sample);
        for (String mail : mails(text)) {
            OpenDocument document = DocumentReader.read(mail);
            assertThat(document.atlas())
                    .as(mail.lines().limit(12).toList().toString())
                    .isEqualTo(DocumentReader.read(text).atlas());
            assertThat(document.isEmbedded()).isTrue();
        }
    }

    @Test
    void namesTheLineOfTheMailInWhichTheEncodedTextStands() {
        String text = SampleFiles.text(SampleFiles.all().getFirst());
        OpenDocument document = DocumentReader.read(encoded("Hello\n\n" + text));
        int line =
                document.lineOf(
                        new ElementId.OfFunction(
                                document.atlas().topology().functions().getFirst().at()));
        int wanted = text.substring(0, text.indexOf("kind: ")).length() / 57;

        assertThat(line).isBetween(6 + wanted, 8 + wanted);
    }

    @Test
    void neverThrowsAnythingButASentence() {
        Random random = new Random(20260);
        List<String> mails = mails(SampleFiles.text(SampleFiles.all().getFirst()));
        for (int i = 0; i < MUTATIONS; i++) {
            String mail = damaged(mails.get(random.nextInt(mails.size())), random);
            try {
                assertThat(DocumentReader.read(mail).atlas()).isNotNull();
            } catch (DocumentError refused) {
                assertThat(refused.getMessage()).isNotBlank().doesNotContain("Exception");
                assertThat(refused.line()).isBetween(1, (int) mail.lines().count() + 1);
            }
        }
    }

    private static String damaged(String mail, Random random) {
        List<String> lines = new ArrayList<>(mail.lines().toList());
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(7)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, "> " + line);
                case 2 -> lines.set(at, line.substring(line.length() / 2));
                case 3 -> lines.set(at, line + "=");
                case 4 -> lines.add(at, "--=-xyz");
                case 5 -> lines.subList(at, lines.size()).clear();
                default -> lines.set(at, new StringBuilder(line).reverse().toString());
            }
            if (lines.isEmpty()) {
                lines.add("");
            }
        }
        return String.join("\n", lines);
    }
}
