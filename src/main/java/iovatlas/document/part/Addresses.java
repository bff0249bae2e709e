package iovatlas.document.part;

import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciId;
import iovatlas.topology.RequesterId;

/// Spellings of the numbers of PCI.
final class Addresses {
    static final Spelling<PciAddress> PCI =
            Spelling.ofText(
                    "a PCI address such as 0000:01:00.0", PciAddress::parse, PciAddress::toString);
    static final Spelling<BusRange> BUSES =
            Spelling.ofText(
                    "a bus or a bus range such as 01-03", BusRange::parse, BusRange::toString);
    static final Spelling<PciId> ID =
            Spelling.ofText("a PCI id such as 8086:1572", PciId::parse, PciId::toString);

    /// A PCI segment, `0000`.
    static final Spelling<Integer> SEGMENT =
            Spelling.ofText("a segment such as 0000", Addresses::segment, "%04x"::formatted);

    /// `01.0`: device and function on the bus of the function that has it.
    static final Spelling<Integer> DEVFN =
            Spelling.ofText(
                    "a device and function such as 01.0",
                    text -> PciAddress.parse("00:" + text).devfn(),
                    devfn -> "%02x.%d".formatted(devfn >> 3, devfn & 7));

    static final Spelling<Requesters> REQUESTERS =
            Spelling.ofWord("a range such as 0x0000-0xffff", Requesters::parse, Requesters::text);

    static final Key<Integer> SEGMENT_KEY = Key.of("segment", SEGMENT);

    private Addresses() {}

    /// Requester IDs, both ends inclusive.
    record Requesters(RequesterId first, RequesterId last) {
        static Requesters parse(String text) {
            String[] ends = text.split("-", -1);
            if (ends.length > 2) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is not a range such as 0x0000-0xffff");
            }
            return new Requesters(requester(ends[0]), requester(ends[ends.length - 1]));
        }

        String text() {
            return first.equals(last) ? first.toString() : first + "-" + last;
        }

        private static RequesterId requester(String text) {
            String digits = text.strip();
            if (!digits.matches("0[xX][0-9a-fA-F]{1,4}")) {
                throw new IllegalArgumentException(
                        "\"" + digits + "\" is not a requester ID such as 0x0100");
            }
            return new RequesterId(Integer.parseInt(digits.substring(2), 16));
        }
    }

    private static int segment(String text) {
        if (!text.matches("[0-9a-fA-F]{1,8}") || Long.parseLong(text, 16) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("\"" + text + "\" is not a segment such as 0000");
        }
        return Integer.parseInt(text, 16);
    }
}
