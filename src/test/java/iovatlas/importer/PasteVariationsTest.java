package iovatlas.importer;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.importer.report.MachineTexts;
import iovatlas.task.Progress;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What mail programs, terminals and web pages do to a text on its way changes nothing of the machine
/// that it tells of.
class PasteVariationsTest {

    private static final int WIDTH = 72;

    /// Two pieces of one machine in one text.
    private static final String REPORT = MachineTexts.LISTING + "\n" + MachineTexts.LOG;

    /// Ways of a text; each leaves all its content.
    private static Map<String, UnaryOperator<String>> variations() {
        Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
        all.put("CRLF", text -> text.replace("\n", "\r\n"));
        all.put("non-breaking spaces", text -> text.replace(' ', '\u00a0'));
        all.put("quoted", text -> text.replaceAll("(?m)^", "> "));
        all.put("quoted twice", text -> text.replaceAll("(?m)^", "> > "));
        all.put("quoted tightly", text -> text.replaceAll("(?m)^", ">>"));
        all.put("wrapped", PasteVariationsTest::wrapped);
        all.put("wrapped and quoted", text -> wrapped(text).replaceAll("(?m)^", "> "));
        all.put("trailing spaces", text -> text.replace("\n", "  \n"));
        all.put("a fence", text -> "Hello,\n\n```\n" + text + "```\n\nBye\n");
        all.put("a mailbox", PasteVariationsTest::mailbox);
        all.put("an attachment", PasteVariationsTest::attached);
        all.put("a byte order mark", text -> "\ufeff" + text);
        all.put("colours", text -> text.replaceAll("(?m)^(?=\\S)", "\u001b[1;32m\u001b[0m"));
        return all;
    }

    /// As mail programs wrap: at a space, and the rest is not indented.
    private static String wrapped(String text) {
        return text.lines().map(PasteVariationsTest::wrappedLine).collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String wrappedLine(String line) {
        StringBuilder out = new StringBuilder();
        String rest = line;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            if (cut <= rest.length() - rest.stripLeading().length()) {
                break;
            }
            out.append(rest, 0, cut).append('\n');
            rest = rest.substring(cut + 1);
        }
        return out + rest;
    }

    private static String mailbox(String text) {
        return """
        From someone@example.org Mon Jan  1 00:00:00 2024
        From: Some One <someone@example.org>
        To: list@example.org
        Subject: groups
        Message-ID: <1@example.org>

        """
                + text;
    }

    private static String attached(String text) {
        String base64 =
                Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return """
        From: Some One <someone@example.org>
        To: list@example.org
        Subject: groups
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="=_b"

        --=_b
        Content-Type: text/plain; charset=utf-8

        See attached.

        --=_b
        Content-Type: text/plain; name="report.txt"
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="report.txt"

        """
                + base64
                + "\n\n--=_b--\n";
    }

    private static Atlas open(String text) throws ImportFailure {
        return Inputs.open(
                        Path.of("-"),
                        List.of(),
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        Progress.NONE)
                .atlas();
    }

    private static void assertSameMachine(Atlas varied, Atlas plain) {
        assertThat(varied.topology()).isEqualTo(plain.topology());
        assertThat(varied.boot()).isEqualTo(plain.boot());
        assertThat(observed(varied)).isEqualTo(observed(plain));
    }

    /// Where a line was broken, how many spaces stood there is lost; and lines have other numbers.
    private static String observed(Atlas atlas) {
        return atlas.observation()
                .withNotes(List.of())
                .toString()
                .replaceAll("\\s+", " ")
                .replaceAll("source=[^,\\]]*line \\d+", "source=");
    }

    @TestFactory
    Stream<DynamicTest> ourOwnTextsSurviveTheirWay() {
        return variations().entrySet().stream()
                .map(way ->
                        DynamicTest.dynamicTest(
                                way.getKey(),
                                () ->
                                        assertSameMachine(
                                                open(way.getValue().apply(REPORT)), open(REPORT))));
    }

    @TestFactory
    Stream<DynamicTest> publishedReportsSurviveTheirWay() {
        if (!Files.isDirectory(RealIndex.DATA)) {
            return Stream.of();
        }
        List<String> files =
                List.of(
                        "machines/ecs-h310-coffeelake/lspci.log",
                        "machines/ecs-h310-coffeelake/dmesg.log",
                        "machines/amd-matisse-desktop/dmesg.txt",
                        "machines/dell-xps-9320-vmd/lspci.txt",
                        "machines/google-craask-alderlake-n/dmesg",
                        "machines/manjaro-vfio-desktop/iommu-groups.txt",
                        "groups/x670e-7950x.txt",
                        "lspci/power9-talos2.log",
                        "machines/hp-elitebook-630-g9-tb4/lspci-t.txt");
        return files.stream()
                .flatMap(file ->
                        variations().entrySet().stream()
                                .map(way ->
                                        DynamicTest.dynamicTest(
                                                file + ": " + way.getKey(),
                                                () -> checkPublished(file, way.getValue()))));
    }

    private static void checkPublished(String file, UnaryOperator<String> way) throws Exception {
        String text = Files.readString(RealIndex.DATA.resolve(file));
        assertSameMachine(open(way.apply(text)), open(text));
    }

    @TestFactory
    Stream<DynamicTest> aTextThatIsCutAnywhereOpensOrIsRefused() {
        Random random = new Random(20260101);
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int from = random.nextInt(REPORT.length());
            int to = from + random.nextInt(REPORT.length() - from);
            tests.add(DynamicTest.dynamicTest(from + " to " + to, () -> checkCut(from, to)));
        }
        return tests.stream();
    }

    private static void checkCut(int from, int to) throws ImportFailure {
        Atlas whole = open(REPORT);
        try {
            Atlas cut = open(REPORT.substring(from, to));
            assertThat(cut.topology().functions().size())
                    .isLessThanOrEqualTo(whole.topology().functions().size() + 1);
        } catch (ImportFailure refused) {
            assertThat(refused.getMessage()).startsWith("standard input: ").endsWith(".");
        }
    }
}
