package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/// A damaged document gives a document or an error with a place, and nothing else.
class DocumentFuzzTest {
    private static final int TEXTS = Integer.getInteger("iovatlas.texts", 400);
    private static final String SIGNS =
            "{}[]:,-#&*!|>'\"%@`?~<\t\n\r \\0129afx\u0000\ufeff\ud83d\u2028";

    private static final List<String> PIECES =
            List.of(
                    "\n",
                    "  - ",
                    "{",
                    "}",
                    "0x",
                    "\"",
                    ": ",
                    "null",
                    "&a ",
                    "*a",
                    "---\n",
                    "> ",
                    "<<: ",
                    "format: 1\n",
                    "18446744073709551616",
                    "-1",
                    "[[[[[[[[[[[[[[",
                    "😀");

    @Test
    void readsOrRefusesWhateverStands() {
        List<String> samples = SampleFiles.all().stream().map(SampleFiles::text).toList();
        int refused = 0;
        for (int seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            String text =
                    random.nextBoolean()
                            ? samples.get(random.nextInt(samples.size()))
                            : DocumentWriter.write(RandomAtlas.of(seed));
            refused += refuses(damaged(text, random)) ? 1 : 0;
        }
        assertThat(refused).isBetween(TEXTS / 4, TEXTS - 1);
    }

    private static boolean refuses(String text) {
        long lines = text.lines().count() + 1;
        try {
            OpenDocument document = DocumentReader.read(text);
            String saved = DocumentWriter.rewrite(document, document.atlas());
            assertThat(saved).isEqualTo(document.text());
            String changed =
                    DocumentWriter.rewrite(document, document.atlas().withTitle("changed"));
            assertThat(DocumentReader.read(changed).atlas().title()).isEqualTo("changed");
            return false;
        } catch (DocumentError e) {
            assertThat(e.sentence()).isNotBlank();
            assertThat((long) e.line()).isBetween(1L, Math.max(lines, 1));
            assertThat(e.column()).isPositive();
            return true;
        }
    }

    private static String damaged(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0 && !out.isEmpty(); i--) {
            int at = random.nextInt(out.length());
            int end = Math.min(out.length(), at + random.nextInt(1, 20));
            switch (random.nextInt(5)) {
                case 0 -> out.delete(at, end);
                case 1 -> out.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> out.setCharAt(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 3 -> out.insert(at, out.substring(at, end));
                default -> out.setLength(at);
            }
        }
        return out.toString();
    }
}
