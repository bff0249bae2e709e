package iovatlas.edit.vmm;

/// A release of a virtual machine monitor, or of one of QEMU's machine types.
///
/// @param major 0 or more
/// @param minor 0 or more
public record VmmRelease(int major, int minor) implements Comparable<VmmRelease> {

    /// Reads `10.2`, or `1.13.1`, whose third part changes no memory map.
    ///
    /// @throws IllegalArgumentException for anything else
    public static VmmRelease parse(String text) {
        if (!text.matches("[0-9]{1,3}\\.[0-9]{1,3}(\\.[0-9]{1,3})?")) {
            throw new IllegalArgumentException("\"" + text + "\" is no release such as 10.2.");
        }
        String[] parts = text.split("\\.", -1);
        return new VmmRelease(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public int compareTo(VmmRelease other) {
        return major != other.major
                ? Integer.compare(major, other.major)
                : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
