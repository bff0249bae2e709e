package iovatlas.topology;

import iovatlas.address.Hex;

/// A vendor and device number (or subsystem pair), each 16 bits, spelled `8086:1572`.
public record PciId(int vendor, int device) {

    /// What an absent function reads as; stands for "not given".
    public static final PciId UNKNOWN = new PciId(0xffff, 0xffff);

    /// @throws IllegalArgumentException when a number needs more than 16 bits
    public PciId {
        if (vendor < 0 || vendor > 0xffff || device < 0 || device > 0xffff) {
            throw new IllegalArgumentException("no PCI id: " + vendor + ":" + device);
        }
    }

    /// @throws IllegalArgumentException when the text is not `vvvv:dddd` in hexadecimal
    public static PciId parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length != 2
                || !parts[0].matches("[0-9a-fA-F]{1,4}")
                || !parts[1].matches("[0-9a-fA-F]{1,4}")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a PCI id such as 8086:1572");
        }
        return new PciId(Integer.parseInt(parts[0], 16), Integer.parseInt(parts[1], 16));
    }

    @Override
    public String toString() {
        return Hex.text(vendor, 4).substring(2) + ":" + Hex.text(device, 4).substring(2);
    }
}
