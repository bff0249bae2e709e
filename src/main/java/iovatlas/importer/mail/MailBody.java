package iovatlas.importer.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The text of the mails in a mailbox or of one mail: headers and boundaries left out, transfer
/// encodings undone. A text that is no mail is its own body.
///
/// @param isMail whether it had headers
/// @param lines of all bodies, one behind the other
/// @param numbers for each line its 1-based line in the mailbox
record MailBody(boolean isMail, List<String> lines, List<Integer> numbers) {

    private static final Pattern HEADER = Pattern.compile("^[A-Za-z][A-Za-z0-9-]{1,40}:( .*)?$");
    private static final Pattern MAIL_HEADER =
            Pattern.compile(
                    "(?i)^(from|to|date|subject|message-id|return-path|received|delivered-to"
                            + "|content-type|mime-version|x-[a-z-]+):.*");
    private static final Pattern ENVELOPE = Pattern.compile("^From \\S+.*\\d{2}:\\d{2}.*");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=\\s]*");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{2}");
    private static final int LONGEST_HEADER = 400;

    /// One run over the lines of a mailbox.
    private static final class Reading {
        private final List<String> all;
        private final List<String> lines = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();
        private final StringBuilder base64 = new StringBuilder();
        private String encoding = "";
        private int base64Line;

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
            encoding = "";
            for (String line : all.subList(from, end)) {
                String lower = line.toLowerCase(Locale.ROOT).replace(" ", "");
                if (lower.startsWith("content-transfer-encoding:")) {
                    encoding = lower.substring(lower.indexOf(':') + 1);
                }
            }
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
            if (encoding.equals("base64") && !BASE64.matcher(line).matches()) {
                flush();
                encoding = "";
            }
            switch (encoding) {
                case "base64" -> {
                    base64Line = base64.isEmpty() ? at + 1 : base64Line;
                    base64.append(line.strip());
                }
                case "quoted-printable" -> printable(at, line);
                default -> add(line, at + 1);
            }
        }

        private void printable(int at, String line) {
            boolean continues = at > 0 && !lines.isEmpty() && all.get(at - 1).endsWith("=");
            String own = line.endsWith("=") ? line.substring(0, line.length() - 1) : line;
            if (continues) {
                lines.set(lines.size() - 1, lines.getLast() + decoded(own));
            } else {
                add(decoded(own), at + 1);
            }
        }

        private void flush() {
            if (base64.isEmpty()) {
                return;
            }
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(base64.toString());
                new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> add(line, base64Line));
            } catch (IllegalArgumentException damaged) {
                // What cannot be decoded stays as it is, so that the reader can say so.
                add(base64.toString(), base64Line);
            }
            base64.setLength(0);
        }

        private void add(String line, int number) {
            lines.add(line);
            numbers.add(number);
        }
    }

    /// Reads a mail, a mailbox, or any other text.
    static MailBody of(List<String> all) {
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

    private static String decoded(String line) {
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
        return new String(to, 0, length, StandardCharsets.UTF_8);
    }
}
