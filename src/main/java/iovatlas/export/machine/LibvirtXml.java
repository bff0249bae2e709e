package iovatlas.export.machine;

import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.topology.Architecture;
import iovatlas.topology.ContainerOwner.Guest;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.List;

/// The drawn guests as libvirt domains: a port of its own for each function that is passed through,
/// and the functions as host devices. Several guests stand in one `domains` element, one `domain`
/// each.
///
/// Source: libvirt's domain XML format, "PCI controllers" and "Host device assignment".
public final class LibvirtXml {
    /// Port numbers of libvirt's own PCIe root ports begin here.
    private static final int FIRST_PORT = 8;

    private final KernelState state;
    private final StringBuilder out = new StringBuilder();

    private LibvirtXml(KernelState state) {
        this.state = state;
    }

    /// The whole file, ending in a newline.
    public static String write(KernelState state) {
        List<Guest> guests =
                state.topology().owners().stream()
                        .filter(Guest.class::isInstance)
                        .map(Guest.class::cast)
                        .toList();
        var xml = new LibvirtXml(state);
        if (guests.size() == 1) {
            xml.domain(guests.getFirst(), "");
            return xml.out.toString();
        }
        xml.out.append("<domains>\n");
        guests.forEach(guest -> xml.domain(guest, "  "));
        return xml.out.append("</domains>\n").toString();
    }

    private void domain(Guest guest, String indent) {
        line(indent, "<domain type='" + (guest.kvm() ? "kvm" : "qemu") + "'>");
        String in = indent + "  ";
        line(in, "<name>" + escaped(guest.name()) + "</name>");
        line(in, "<memory unit='KiB'>" + kibibytes(guest) + "</memory>");
        line(in, "<vcpu>" + guest.vcpus() + "</vcpu>");
        line(
                in,
                "<os><type arch='%s' machine='%s'>hvm</type></os>"
                        .formatted(libvirtName(guest), machine(guest)));
        if (guest.architecture() != Architecture.PPC64) {
            line(in, "<features><acpi/>" + gic(guest) + "</features>");
        }
        line(in, "<devices>");
        devices(guest, in + "  ");
        line(in, "</devices>");
        line(indent, "</domain>");
    }

    private void devices(Guest guest, String in) {
        List<PciFunction> passed =
                state.topology().functions().stream()
                        .filter(f -> !f.kind().isBridge() && belongsTo(f.at(), guest))
                        .toList();
        if (guest.architecture() == Architecture.PPC64) {
            line(in, "<controller type='pci' index='0' model='pci-root'/>");
            for (int i = 0; i < passed.size(); i++) {
                hostDevice(passed.get(i), 0, i + 1, in);
            }
            return;
        }
        line(in, "<controller type='pci' index='0' model='pcie-root'/>");
        for (int i = 0; i < passed.size(); i++) {
            int port = FIRST_PORT + i;
            line(in, "<controller type='pci' index='%d' model='pcie-root-port'>".formatted(i + 1));
            line(in, "  <target chassis='%d' port='0x%x'/>".formatted(i + 1, port));
            // Eight ports share a slot; function 0 says that there are more.
            line(
                    in,
                    "  <address type='pci' domain='0x0000' bus='0x00' slot='0x%02x' function='0x%x'%s/>"
                            .formatted(1 + i / 8, i % 8, i % 8 == 0 ? " multifunction='on'" : ""));
            line(in, "</controller>");
        }
        for (int i = 0; i < passed.size(); i++) {
            hostDevice(passed.get(i), i + 1, 0, in);
        }
    }

    private void hostDevice(PciFunction function, int bus, int slot, String in) {
        line(in, "<hostdev mode='subsystem' type='pci' managed='yes'>");
        line(in, "  <driver name='vfio'/>");
        PciAddress at = function.at();
        line(
                in,
                "  <source><address domain='0x%04x' bus='0x%02x' slot='0x%02x' function='0x%x'/></source>"
                        .formatted(at.segment(), at.bus(), at.device(), at.function()));
        line(
                in,
                "  <address type='pci' domain='0x0000' bus='0x%02x' slot='0x%02x' function='0x0'/>"
                        .formatted(bus, slot));
        line(in, "</hostdev>");
    }

    private boolean belongsTo(PciAddress at, Guest guest) {
        return state.spaceOf(at)
                .flatMap(state::space)
                .map(SpaceView::owner)
                .filter(guest.name()::equals)
                .isPresent();
    }

    private static long kibibytes(Guest guest) {
        return guest.memory().stream()
                .filter(region -> region.kind() == MemoryRegion.Kind.RAM)
                .filter(region -> region.range().size().fitsIn64Bits())
                .mapToLong(region -> region.range().size().unsignedBytes() >>> 10)
                .sum();
    }

    private static String gic(Guest guest) {
        return switch (guest.interrupts()) {
            case GuestInterrupts.VirtualIts _ -> "<gic version='3'/>";
            case GuestInterrupts.VirtualV2m _ -> "<gic version='2'/>";
            case GuestInterrupts.VirtualApic _, GuestInterrupts.VirtualXics _ -> "";
        };
    }

    private static String libvirtName(Guest guest) {
        return switch (guest.architecture()) {
            case ARM64 -> "aarch64";
            case X86_64 -> "x86_64";
            case PPC64 -> "ppc64le";
        };
    }

    private static String machine(Guest guest) {
        return switch (guest.architecture()) {
            case ARM64 -> "virt";
            case X86_64 -> "q35";
            case PPC64 -> "pseries";
        };
    }

    private void line(String indent, String text) {
        out.append(indent).append(text).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;");
    }
}
