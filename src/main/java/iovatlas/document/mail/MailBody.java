package iovatlas.document.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The text of the mails in a mailbox or of one mail: headers and boundaries left out, transfer
/// encodings undone. A text that is no mail is its own body.
///
/// @param isMail whether it had headers
/// @param lines of all bodies, one behind the other
/// @param numbers for each line its 1-based line in the mailbox
public record MailBody(boolean isMail, List<String> lines, List<Integer> numbers) {

    private static final Pattern HEADER = Pattern.compile("^[A-Za-z][A-Za-z0-9-]{1,40}:( .*)?$");
    private static final Pattern MAIL_HEADER =
            Pattern.compile(
                    "(?i)^(from|to|date|subject|message-id|return-path|received|delivered-to"
                            + "|content-type|mime-version|x-[a-z-]+):.*");
    private static final Pattern ENVELOPE = Pattern.compile("^From \\S+.*\\d{2}:\\d{2}.*");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=\\s]*");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{2}");
    private static final int LONGEST_HEADER = 400;
    private static final int QUANTUM = 4;

    public MailBody {
        lines = List.copyOf(lines);
        numbers = List.copyOf(numbers);
    }

    /// One run over the lines of a mailbox.
    private static final class Reading {
        private final List<String> all;
        private final List<String> lines = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();
        private final StringBuilder base64 = new StringBuilder();
        private final List<Integer> base64Ends = new ArrayList<>();
        private PartHead head = PartHead.PLAIN;
        private FlowedLines flowed = new FlowedLines(false);
        private int base64Line;
        private final StringBuilder printed = new StringBuilder();
        private int printedLine;
        private boolean printing;

        Reading(List<String> all) {
            this.all = all;
        }

        void run(int first) {
            int at = headers(first);
            while (at < all.size()) {
                String line = all.get(at);
                boolean boundary = line.startsWith("--") && headerEnd(at + 1) > at + 1;
                boolean envelope = ENVELOPE.matcher(line).matches() && headerEnd(at + 1) > at + 1;
                if (envelope || boundary) {
                    flush();
                    at = headers(at + 1);
                    continue;
                }
                body(at++, line);
            }
            flush();
        }

        private int headers(int from) {
            int end = headerEnd(from);
            head = PartHead.of(all.subList(from, end));
            flowed = new FlowedLines(head.delSp());
            return end;
        }

        /// The line behind the headers that begin here; the same line when none do.
        private int headerEnd(int from) {
            int at = from;
            boolean known = false;
            while (at < all.size() && at - from < LONGEST_HEADER && !all.get(at).isEmpty()) {
                String line = all.get(at);
                boolean folded = at > from && (line.startsWith(" ") || line.startsWith("\t"));
                boolean envelope = at == from && ENVELOPE.matcher(line).matches();
                if (!folded && !envelope && !HEADER.matcher(line).matches()) {
                    return from;
                }
                known |= MAIL_HEADER.matcher(line).matches();
                at++;
            }
            return known ? at : from;
        }

        private void body(int at, String line) {
            switch (head.encoding()) {
                case "base64" -> base64(at, line);
                case "quoted-printable" -> printable(at, line);
                default -> plain(line, at + 1);
            }
        }

        private void base64(int at, String line) {
            if (!BASE64.matcher(line).matches()) {
                // The encoded part was cut off, or the boundary behind the last part follows.
                flush();
                head = PartHead.PLAIN;
                if (!line.startsWith("-")) {
                    plain(line, at + 1);
                }
                return;
            }
            base64Line = base64Ends.isEmpty() ? at + 1 : base64Line;
            line.chars()
                    .filter(c -> !Character.isWhitespace(c))
                    .forEach(c -> base64.append((char) c));
            base64Ends.add(base64.length());
        }

        private void printable(int at, String line) {
            String whole = line.stripTrailing();
            boolean soft = whole.endsWith("=");
            printedLine = printing ? printedLine : at + 1;
            printed.append(soft ? whole.substring(0, whole.length() - 1) : whole);
            printing = true;
            if (!soft) {
                endPrinted();
            }
        }

        private void endPrinted() {
            if (printing) {
                printing = false;
                String text = decoded(printed.toString(), head.charset());
                printed.setLength(0);
                plain(text, printedLine);
            }
        }

        private void plain(String line, int number) {
            if (head.flowed()) {
                flowed.add(line, number);
            } else {
                add(line, number);
            }
        }

        private void flush() {
            endPrinted();
            decodeBase64();
            for (int i = 0; i < flowed.lines().size(); i++) {
                add(flowed.lines().get(i), flowed.numbers().get(i));
            }
            flowed = new FlowedLines(false);
        }

        /// What cannot be decoded stays as it is, so that the reader can say so. A mail that was cut
        /// off ends with the last whole group.
        private void decodeBase64() {
            int whole = base64.length() - base64.length() % QUANTUM;
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(base64.substring(0, whole));
                int from = 0;
                for (int i = 0; i <= bytes.length; i++) {
                    if (i == bytes.length ? from < i : bytes[i] == '\n') {
                        int end = i > from && bytes[i - 1] == '\r' ? i - 1 : i;
                        plain(new String(bytes, from, end - from, head.charset()), encoded(from));
                        from = i + 1;
                    }
                }
            } catch (IllegalArgumentException damaged) {
                add(base64.toString(), base64Line);
            }
            base64.setLength(0);
            base64Ends.clear();
        }

        /// The line of the mail in which a decoded byte stands.
        private int encoded(int offset) {
            int at = offset / 3 * QUANTUM;
            int found = Collections.binarySearch(base64Ends, at + 1);
            return base64Line + Math.min(found < 0 ? -found - 1 : found, base64Ends.size() - 1);
        }

        private void add(String line, int number) {
            lines.add(line);
            numbers.add(number);
        }
    }

    /// Reads a mail, a mailbox, or any other text.
    public static MailBody of(List<String> all) {
        Reading reading = new Reading(all);
        int first = 0;
        while (first < all.size() && all.get(first).isBlank()) {
            first++;
        }
        if (reading.headerEnd(first) == first) {
            return new MailBody(false, all, IntStream.rangeClosed(1, all.size()).boxed().toList());
        }
        reading.run(first);
        return new MailBody(true, reading.lines, reading.numbers);
    }

    /// The bodies of a mailbox as one text; empty for what is no mail.
    public static String plain(String text) {
        MailBody body = of(text.lines().toList());
        return body.isMail() ? String.join("\n", body.lines()) : "";
    }

    private static String decoded(String line, Charset charset) {
        if (line.indexOf('=') < 0) {
            return line;
        }
        byte[] from = line.getBytes(StandardCharsets.UTF_8);
        byte[] to = new byte[from.length];
        int length = 0;
        for (int i = 0; i < from.length; i++) {
            String hex =
                    i + 2 < from.length
                            ? new String(from, i + 1, 2, StandardCharsets.ISO_8859_1)
                            : "";
            if (from[i] == '=' && HEX.matcher(hex).matches()) {
                to[length++] = (byte) Integer.parseInt(hex, 16);
                i += 2;
            } else {
                to[length++] = from[i];
            }
        }
        return new String(to, 0, length, charset);
    }
}
