package iovatlas.edit.vmm;

import iovatlas.address.ByteSize;

/// What decides where a monitor puts things.
///
/// @param ram how much, not 0
/// @param vcpus at least 1
/// @param amd whether the guest sees an AMD processor, as it does with `-cpu host` on one
public record GuestWish(ByteSize ram, int vcpus, boolean amd) {

    private static final ByteSize MOST = ByteSize.ofPowerOfTwo(52);

    /// @throws IllegalArgumentException without RAM or vCPU, or with more RAM than can be addressed
    public GuestWish {
        if (ram.isZero()) {
            throw new IllegalArgumentException("A guest needs RAM.");
        }
        if (ram.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "A guest has at most " + MOST.text() + " of RAM: addresses have 52 bits.");
        }
        if (vcpus < 1) {
            throw new IllegalArgumentException("A guest needs a vCPU.");
        }
    }

    boolean fits(long bytes) {
        return ram.compareTo(ByteSize.ofBytes(bytes)) <= 0;
    }

    /// @throws IllegalArgumentException when there is more RAM than that
    void atMost(String monitor, ByteSize most) {
        if (ram.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    monitor + " has room for " + most.text() + " of RAM, not " + ram.text() + ".");
        }
    }

    /// @throws IllegalArgumentException when there are more vCPUs than that
    void atMostVcpus(String what, int most) {
        if (vcpus > most) {
            throw new IllegalArgumentException(
                    what + " serves " + most + " vCPUs, not " + vcpus + ".");
        }
    }
}
