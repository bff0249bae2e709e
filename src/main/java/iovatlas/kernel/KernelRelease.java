package iovatlas.kernel;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Linux release, `major.minor.patch`; the model covers 4.9 to 7.3.
public record KernelRelease(int major, int minor, int patch) implements Comparable<KernelRelease> {

    public static final KernelRelease V4_9 = of(4, 9);
    public static final KernelRelease V4_19 = of(4, 19);
    public static final KernelRelease V5_4 = of(5, 4);
    public static final KernelRelease V5_15 = of(5, 15);
    public static final KernelRelease V6_1 = of(6, 1);
    public static final KernelRelease V6_12 = of(6, 12);
    public static final KernelRelease V6_18 = of(6, 18);
    public static final KernelRelease V7_3 = of(7, 3);

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,4}))?");
    private static final Comparator<KernelRelease> ORDER =
            Comparator.comparingInt(KernelRelease::major)
                    .thenComparingInt(KernelRelease::minor)
                    .thenComparingInt(KernelRelease::patch);

    public static KernelRelease of(int major, int minor) {
        return new KernelRelease(major, minor, 0);
    }

    /// Reads `6.12`, `6.1.192`, `7.3.4+deb13-arm64` or a whole `proc/version` line.
    ///
    /// @throws IllegalArgumentException when no release number is in the text
    public static KernelRelease parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" holds no kernel release such as 6.12");
        }
        String patch = matcher.group(3);
        return new KernelRelease(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                patch == null ? 0 : Integer.parseInt(patch));
    }

    /// True for this release and every later one; patch levels of `other` count.
    public boolean atLeast(KernelRelease other) {
        return compareTo(other) >= 0;
    }

    /// True for releases before `other`.
    public boolean before(KernelRelease other) {
        return compareTo(other) < 0;
    }

    /// True when major and minor are equal.
    public boolean sameSeries(KernelRelease other) {
        return major == other.major && minor == other.minor;
    }

    @Override
    public int compareTo(KernelRelease other) {
        return ORDER.compare(this, other);
    }

    /// `6.12`, or `6.1.192` when there is a patch level.
    @Override
    public String toString() {
        return major + "." + minor + (patch == 0 ? "" : "." + patch);
    }
}
