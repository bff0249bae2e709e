package iovatlas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads KTAP as the kernel's documentation describes it (`Documentation/dev-tools/ktap.rst`): a
/// version line, a plan, numbered results in order, subtests indented by two spaces before the
/// result that they belong to. Anything else fails the test.
final class KtapReader {
    private static final Pattern PLAN = Pattern.compile("1\\.\\.(\\d+)");
    private static final Pattern RESULT =
            Pattern.compile("(ok|not ok) (\\d+) ([^#]*[^# ])( # SKIP \\S.*)?");

    private final List<String> lines;
    private int at;

    private KtapReader(List<String> lines) {
        this.lines = lines;
    }

    /// The names of the tests at the top that failed.
    static List<String> failed(String output) {
        KtapReader reader = new KtapReader(output.lines().toList());
        List<String> failed = reader.tests("");
        if (reader.at != reader.lines.size()) {
            throw new AssertionError("no KTAP: " + reader.lines.get(reader.at));
        }
        return failed;
    }

    private List<String> tests(String indent) {
        expect(next(indent).equals("KTAP version 1"), "a version line");
        while (peek(indent).startsWith("#")) {
            at++;
        }
        Matcher plan = PLAN.matcher(next(indent));
        expect(plan.matches(), "a plan");
        int count = Integer.parseInt(plan.group(1));
        List<String> failed = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            boolean subtests = false;
            boolean subFailed = false;
            while (peek(indent).startsWith("#") || peek(indent).startsWith(" ")) {
                if (peek(indent).startsWith("#")) {
                    at++;
                } else {
                    subFailed = !tests(indent + "  ").isEmpty();
                    subtests = true;
                }
            }
            Matcher result = RESULT.matcher(next(indent));
            expect(result.matches(), "a result");
            expect(Integer.parseInt(result.group(2)) == number, "result " + number);
            boolean fine = result.group(1).equals("ok");
            expect(!subtests || fine != subFailed, "a result that follows from its subtests");
            if (!fine) {
                failed.add(result.group(3));
            }
        }
        while (at < lines.size() && indent.isEmpty() && peek(indent).startsWith("#")) {
            at++;
        }
        return failed;
    }

    private String peek(String indent) {
        if (at >= lines.size()) {
            throw new AssertionError("KTAP ends early");
        }
        String line = lines.get(at);
        return line.startsWith(indent) ? line.substring(indent.length()) : "";
    }

    private String next(String indent) {
        String line = peek(indent);
        at++;
        return line;
    }

    private void expect(boolean met, String what) {
        if (!met) {
            throw new AssertionError("expected " + what + " in: " + lines.get(at - 1));
        }
    }
}
