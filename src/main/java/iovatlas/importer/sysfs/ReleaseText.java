package iovatlas.importer.sysfs;

import iovatlas.kernel.KernelRelease;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kernel release in a `proc/version` line. Distributions whose release ends in `.0` and a number
/// of their own name the stable release that they are built from further behind.
final class ReleaseText {

    private static final Pattern LATER =
            Pattern.compile("#.*?\\b(\\d{1,3}\\.\\d{1,3}\\.\\d{1,4})\\b");

    private ReleaseText() {}

    /// @param version a match whose first group is the release and whose second is the rest of the
    ///     line
    static KernelRelease parse(Matcher version) {
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
