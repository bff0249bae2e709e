package iovatlas.importer.sysfs;

import iovatlas.importer.dmesg.KernelLog;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the kernel release. Distributions whose release ends in `.0` and a number of their own name
/// the stable release that they are built from further behind in the same line.
final class ReleaseReader {

    private static final Pattern VERSION =
            Pattern.compile("Linux version (\\d{1,3}\\.\\d{1,3}\\S*)(.*)");
    private static final Pattern LATER =
            Pattern.compile("#.*?\\b(\\d{1,3}\\.\\d{1,3}\\.\\d{1,4})\\b");
    private static final KernelRelease ASSUMED = KernelRelease.V6_12;

    private ReleaseReader() {}

    static Fact<KernelRelease> read(FileTree tree, KernelLog log, Notes notes) {
        return tree.line("proc/version")
                .or(() -> tree.line("proc/sys/kernel/osrelease").map("Linux version "::concat))
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .map(m -> Fact.of(parse(m), Provenance.SYSFS))
                .or(() -> log.find(VERSION).map(m -> Fact.of(parse(m), Provenance.LOG)))
                .orElseGet(() -> assumed(notes));
    }

    private static Fact<KernelRelease> assumed(Notes notes) {
        notes.warning(
                "proc/version", "the kernel release is not recorded, " + ASSUMED + " is assumed");
        return Fact.standard(ASSUMED);
    }

    private static KernelRelease parse(Matcher version) {
        KernelRelease release = KernelRelease.parse(version.group(1));
        Matcher later = LATER.matcher(version.group(2));
        if (later.find()) {
            KernelRelease built = KernelRelease.parse(later.group(1));
            if (built.sameSeries(release) && built.atLeast(release)) {
                return built;
            }
        }
        return release;
    }
}
