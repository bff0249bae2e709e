package iovatlas.importer.libvirt;

import iovatlas.address.ByteSize;
import iovatlas.importer.guest.GuestPlan;
import iovatlas.importer.guest.MachineLayout;
import iovatlas.observation.Note;
import iovatlas.topology.Architecture;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.io.Serial;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// One run over the XML of a domain, or of a single `hostdev` element.
///
/// Source: libvirt `docs/formatdomain.rst`.
public final class DomainReader {

    private static final Pattern ROOT = Pattern.compile("<(?:domain|hostdev)[\\s>]");
    private static final int DEEPEST = 64;

    private final Deque<String> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final List<PciAddress> devices = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<String, Integer> counted = new TreeMap<>();
    private String name = "vm0";
    private String machine = "";
    private Architecture architecture = Architecture.X86_64;
    private boolean kvm = true;
    private int vcpus = 1;
    private int gic = 3;
    private long memory;
    private String memoryUnit = "KiB";
    private @Nullable String iommu;

    private DomainReader() {}

    /// XML that is broken. The message is one sentence with the line.
    public static final class Unreadable extends Exception {

        @Serial private static final long serialVersionUID = 1L;

        Unreadable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Whether the outermost element of a text is a domain or a host device; quote marks of a mail
    /// may stand before it.
    public static boolean isDomain(String text) {
        int at = 0;
        while (at < text.length()) {
            boolean instruction = text.startsWith("<?", at);
            if (instruction || text.startsWith("<!--", at)) {
                String close = instruction ? "?>" : "-->";
                int end = text.indexOf(close, at);
                at = end < 0 ? text.length() : end + close.length();
            } else if (text.charAt(at) > ' ' && text.charAt(at) != '>') {
                return ROOT.matcher(text.substring(at, Math.min(text.length(), at + 20)))
                        .lookingAt();
            } else {
                at++;
            }
        }
        return false;
    }

    /// Reads the whole text.
    ///
    /// @throws Unreadable when it is broken
    public static GuestPlan read(String text) throws Unreadable {
        DomainReader reader = new DomainReader();
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text.strip()));
            while (xml.hasNext()) {
                reader.event(xml, xml.next());
            }
        } catch (XMLStreamException broken) {
            int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNumber();
            throw new Unreadable("Line " + line + " of this XML is broken; copy it whole.", broken);
        }
        return reader.plan();
    }

    private void event(XMLStreamReader xml, int event) throws Unreadable {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (path.size() > DEEPEST) {
                    throw new Unreadable("This XML is deeper than a domain can be.", null);
                }
                path.push(xml.getLocalName());
                text.setLength(0);
                start(xml);
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (text.length() < 1000) {
                    text.append(xml.getText());
                }
            }
            case XMLStreamConstants.END_ELEMENT -> {
                end(path.pop(), text.toString().strip());
                text.setLength(0);
            }
            default -> {
                // Comments and white space say nothing.
            }
        }
    }

    private void start(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "domain" -> kvm = "kvm".equals(attribute(xml, "type"));
            case "type" -> {
                if (isBelow("os")) {
                    String arch = attribute(xml, "arch");
                    machine = attribute(xml, "machine");
                    if (arch.equals("aarch64")) {
                        architecture = Architecture.ARM64;
                    } else if (!arch.isEmpty() && !arch.equals("x86_64") && !arch.equals("i686")) {
                        notes.add(
                                Note.warning(
                                        "os", "the architecture " + arch + " is not modelled"));
                    }
                }
            }
            case "memory" -> {
                if (isBelow("domain")) {
                    memoryUnit = attribute(xml, "unit");
                }
            }
            case "gic" -> gic = "2".equals(attribute(xml, "version")) ? 2 : 3;
            case "iommu" -> iommu = attribute(xml, "model");
            case "address" -> {
                if (isBelow("source") && path.contains("hostdev")) {
                    hostAddress(xml);
                }
            }
            case "controller", "interface", "disk" ->
                    counted.merge(xml.getLocalName(), 1, Integer::sum);
            default -> {
                // Everything else says nothing about DMA.
            }
        }
    }

    private void end(String element, String value) {
        switch (element) {
            case "name" -> {
                if (isBelowEnded("domain") && value.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,40}")) {
                    name = value;
                }
            }
            case "memory" -> {
                if (isBelowEnded("domain")) {
                    memory = bytes(value, memoryUnit);
                }
            }
            case "vcpu" -> vcpus = Math.clamp(number(value), 1, 4096);
            default -> {
                // Only these have text that counts.
            }
        }
    }

    private void hostAddress(XMLStreamReader xml) {
        int domain = number(attribute(xml, "domain"));
        int bus = number(attribute(xml, "bus"));
        int slot = number(attribute(xml, "slot"));
        int function = number(attribute(xml, "function"));
        boolean usb = attribute(xml, "bus").isEmpty() || attribute(xml, "slot").isEmpty();
        if (usb
                || domain < 0
                || domain > 0xffff
                || bus < 0
                || bus > 255
                || slot < 0
                || slot > 31
                || function < 0
                || function > 7) {
            notes.add(
                    Note.information(
                            "line " + xml.getLocation().getLineNumber(),
                            "a host device that is no PCI function, left out"));
            return;
        }
        devices.add(PciAddress.ofDevfn(domain, bus, slot << 3 | function));
    }

    private boolean isBelow(String parent) {
        return path.stream().skip(1).findFirst().filter(parent::equals).isPresent();
    }

    private boolean isBelowEnded(String parent) {
        return parent.equals(path.peek());
    }

    private GuestPlan plan() {
        counted.forEach((element, count) ->
                notes.add(
                        Note.information(
                                name,
                                "%d %s elements describe the guest's own machine, which is not drawn"
                                        .formatted(count, element))));
        if (iommu != null) {
            notes.add(
                    Note.warning(
                            name,
                            "the guest has a virtual IOMMU (%s): once it is on, the guest decides what"
                                            .formatted(iommu)
                                    + " is mapped; the steps map all memory as before that"));
        }
        return new GuestPlan(
                name,
                architecture,
                kvm,
                vcpus,
                MachineLayout.memory(name, architecture, machine, ByteSize.ofBytes(memory), notes),
                MachineLayout.interrupts(architecture, gic),
                devices,
                notes);
    }

    private static String attribute(XMLStreamReader xml, String attribute) {
        @Nullable String value = xml.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }

    /// Decimal, or hex with `0x`; -1 for anything else.
    private static int number(String word) {
        boolean hex = word.startsWith("0x");
        String digits = hex ? word.substring(2) : word;
        return digits.matches(hex ? "[0-9a-fA-F]{1,7}" : "\\d{1,9}")
                ? Integer.parseInt(digits, hex ? 16 : 10)
                : -1;
    }

    private static long bytes(String value, String unit) {
        if (!value.matches("\\d{1,15}")) {
            return 0;
        }
        int shift =
                switch (unit.toLowerCase(Locale.ROOT)) {
                    case "b", "bytes" -> 0;
                    case "m", "mib" -> 20;
                    case "g", "gib" -> 30;
                    case "t", "tib" -> 40;
                    default -> 10;
                };
        long number = Long.parseLong(value);
        return number > (1L << (62 - shift)) ? 0 : number << shift;
    }
}
