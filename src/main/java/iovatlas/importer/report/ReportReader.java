package iovatlas.importer.report;

import iovatlas.importer.acpi.HexDump;
import iovatlas.importer.acpi.TableText;
import iovatlas.importer.dmesg.KernelLog;
import iovatlas.importer.lspci.ListingReader;
import iovatlas.importer.lspci.MonitorListing;
import iovatlas.importer.mail.MailText;
import iovatlas.importer.qemu.MemoryTree;
import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sorts the lines of a text into the pieces of a machine that it holds. What a line is follows from
/// the line itself and from the one before.
final class ReportReader {

    private static final Pattern MESSAGE =
            Pattern.compile(
                    "^ ?(?:[\\w-]{1,40} [0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]:"
                        + " |(?:DMAR|DMAR-IR|AMD-Vi|iommu|pci_bus [0-9a-f:]+|ACPI|arm-smmu[\\w-]*"
                        + " \\S+|Linux version \\d|Command line|Kernel command line|Machine"
                        + " model)[: ]|\\S{1,60} \\S{1,100}: Adding to iommu group \\d)");
    private static final Pattern IOMEM =
            Pattern.compile("^\\s*[0-9a-f]{8,16}-[0-9a-f]{8,16} : \\S.*");
    private static final Pattern INTERRUPT =
            Pattern.compile("^\\s*(?:\\d{1,6}|[A-Z]{2,4}):\\s+\\d+\\s.*");
    private static final Pattern INTERRUPT_HEAD = Pattern.compile("^\\s+CPU0\\b.*");
    private static final Pattern UNAME =
            Pattern.compile("^Linux \\S{1,80} (\\d{1,3}\\.\\d{1,3}\\S* #.*)");
    private static final Pattern COMMAND_LINE =
            Pattern.compile("^(?:BOOT_IMAGE=|root=|initrd=)\\S* .*|^BOOT_IMAGE=\\S+$");

    /// A row of a table of its own, as loops that list USB devices too print it.
    private static final Pattern LABEL = Pattern.compile("^[A-Z]\\w{1,20}: {3,20}\\S");

    private static final Pattern BUS =
            Pattern.compile("^(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7] ");
    private static final int NARROWEST = 64;
    private static final int WIDEST = 80;
    private static final int LONGEST_JOINED = 2000;
    private static final int LONGEST_LINE = 4000;

    private enum Piece {
        NONE,
        LISTING,
        LOG,
        DUMP,
        IOMEM,
        INTERRUPTS
    }

    private final ListingReader listing = new ListingReader();
    private final List<Note> notes = new ArrayList<>();
    private final HexDump dump = new HexDump(notes);
    private final List<String> log = new ArrayList<>();
    private final List<String> iomem = new ArrayList<>();
    private final List<String> interrupts = new ArrayList<>();
    private final List<Integer> unknown = new ArrayList<>();
    private Optional<String> version = Optional.empty();
    private Optional<String> commandLine = Optional.empty();
    private Piece last = Piece.NONE;

    private ReportReader() {}

    /// Reads a text.
    ///
    /// @param name of the text, for notes
    static Report read(String name, String text) {
        ReportReader reader = new ReportReader();
        MailText mail = MailText.of(text);
        mail.repairs().forEach(repair -> reader.notes.add(Note.information(name, repair)));
        List<String> lines =
                MonitorListing.translated(
                        MemoryTree.blanked(
                                mail.lines().stream().map(ReportReader::bounded).toList()));
        int number = 0;
        while (number < lines.size()) {
            int first = number;
            StringBuilder whole = new StringBuilder(lines.get(number++));
            while (number < lines.size()
                    && whole.length() < LONGEST_JOINED
                    && (reader.continues(whole, lines.get(number))
                            || continuesLog(whole, lines.get(number - 1), lines.get(number)))) {
                whole.append(' ').append(lines.get(number++));
            }
            reader.take(mail.number(first), whole.toString());
        }
        return new Report(
                name,
                List.copyOf(reader.listing.functions()),
                Map.of(),
                reader.log,
                reader.tables(),
                reader.iomem,
                reader.interrupts,
                reader.version,
                reader.commandLine,
                reader.unknown,
                reader.notes);
    }

    private static String bounded(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }

    /// The tables of a dump by name; a second one of a name, as SSDTs are, has a number behind it.
    private Map<String, byte[]> tables() {
        Map<String, byte[]> tables = new LinkedHashMap<>();
        Map<String, Integer> heads = new HashMap<>();
        for (TableText.Table table : dump.tables()) {
            int index = heads.merge(table.signature(), 1, Integer::sum);
            tables.put(index == 1 ? table.signature() : table.signature() + index, table.bytes());
        }
        return tables;
    }

    /// A mail program breaks the lines of a listing without indenting the rest.
    private boolean continues(StringBuilder whole, String next) {
        if (next.isEmpty() || Character.isWhitespace(next.charAt(0)) || whole.isEmpty()) {
            return false;
        }
        boolean inListing =
                listing.begins(whole.toString())
                        || (last == Piece.LISTING
                                && listing.inFunction()
                                && Character.isWhitespace(whole.charAt(0)));
        return inListing
                && !listing.begins(next)
                && !isOther(next)
                && !LABEL.matcher(next).find()
                && !next.startsWith("lspci")
                && !next.matches("^\\S{1,80}[$#>] .*");
    }

    /// Whether a mail program can have broken a line here: the next word did not fit any more.
    private static boolean isBroken(String above, String next) {
        int space = next.indexOf(' ');
        int word = space < 0 ? next.length() : space;
        return word > 0 && above.length() + 1 + word > NARROWEST && above.length() <= WIDEST;
    }

    private static boolean continuesLog(StringBuilder whole, String above, String next) {
        return !next.isBlank()
                && isBroken(above, next)
                && KernelLog.isStamped(whole.toString())
                && !KernelLog.isStamped(next)
                && !BUS.matcher(next).find();
    }

    private boolean isOther(String line) {
        return KernelLog.isStamped(line)
                || MESSAGE.matcher(line).find()
                || IOMEM.matcher(line).matches()
                || UNAME.matcher(line).find()
                || COMMAND_LINE.matcher(line).matches();
    }

    private void take(int number, String line) {
        if (line.isBlank()) {
            listing.take(number, line);
            last = last == Piece.LOG ? Piece.LOG : Piece.NONE;
            return;
        }
        if (dump.take(number, line)) {
            last = Piece.DUMP;
        } else if (KernelLog.isStamped(line) || MESSAGE.matcher(line).find()) {
            log.add(KernelLog.message(line));
            last = Piece.LOG;
        } else if (!file(line)) {
            listed(number, line);
        }
    }

    private void listed(int number, String line) {
        boolean detail = last == Piece.LISTING || listing.begins(line);
        if (detail && listing.take(number, line)) {
            last = Piece.LISTING;
        } else if (last == Piece.LOG) {
            log.add(KernelLog.message(line));
        } else {
            unknown.add(number);
            last = Piece.NONE;
        }
    }

    /// Files of `/proc` and the words of `uname`.
    private boolean file(String line) {
        boolean table = last == Piece.INTERRUPTS && INTERRUPT.matcher(line).matches();
        if (table || INTERRUPT_HEAD.matcher(line).matches()) {
            interrupts.add(line);
            last = Piece.INTERRUPTS;
            return true;
        }
        if (IOMEM.matcher(line).matches()) {
            iomem.add(line);
            last = Piece.IOMEM;
            return true;
        }
        Matcher uname = UNAME.matcher(line);
        if (uname.find()) {
            version = Optional.of("Linux version " + uname.group(1));
            return true;
        }
        if (COMMAND_LINE.matcher(line).matches()) {
            commandLine = Optional.of(line.strip());
            return true;
        }
        return false;
    }
}
