package iovatlas.importer;

import iovatlas.importer.guest.GuestPlan;
import iovatlas.importer.libvirt.DomainReader;
import iovatlas.importer.lspci.MonitorListing;
import iovatlas.importer.mail.MailText;
import iovatlas.importer.qemu.MemoryTree;
import iovatlas.importer.qemu.QemuCommandLine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads what describes a guest: a libvirt domain, a QEMU command line, the monitor's memory tree.
final class GuestFiles {

    private static final int MOST_BYTES = 16 << 20;

    private GuestFiles() {}

    /// Whether a text describes a guest.
    static boolean isGuest(String text) {
        return DomainReader.isDomain(text)
                || MemoryTree.isMemoryTree(text)
                || QemuCommandLine.isCommandLine(text);
    }

    /// Whether a text tells of the guest's functions too, as the monitor's answers one after the other
    /// do: then it is a machine with its guest.
    static boolean hasFunctions(String text) {
        return hasMemory(text) && MonitorListing.isListing(MailText.of(text).text());
    }

    /// Whether the monitor's memory tree is in a text.
    static boolean hasMemory(String text) {
        return MemoryTree.isMemoryTree(text);
    }

    /// The guest in a text.
    ///
    /// @param where how the person named the file
    /// @throws ImportFailure when it is broken
    static GuestPlan read(String where, InputStream in) throws IOException, ImportFailure {
        MailText clean = MailText.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        String text = clean.text();
        if (DomainReader.isDomain(text)) {
            try {
                return DomainReader.read(text);
            } catch (DomainReader.Unreadable broken) {
                throw new ImportFailure(where, String.valueOf(broken.getMessage()), broken);
            }
        }
        return MemoryTree.isMemoryTree(text)
                ? MemoryTree.read(clean.lines())
                : QemuCommandLine.read(text);
    }
}
