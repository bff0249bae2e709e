package iovatlas.kernel;

import iovatlas.address.Address;
import iovatlas.address.AddressRange;
import iovatlas.topology.PciAddress;

/// A value that a decision rests on. Kept as a value; text is made when somebody looks.
public sealed interface Evidence {

    /// What it is, e.g. "mapping", "window", "function".
    String label();

    /// The value for people.
    String text();

    /// A stretch of addresses and whose it is.
    record OfRange(String label, AddressRange<?> range) implements Evidence {
        @Override
        public String text() {
            return Evidence.labelled(label, range.hex());
        }
    }

    /// One address.
    record OfAddress(String label, Address<?> address) implements Evidence {
        @Override
        public String text() {
            return Evidence.labelled(label, address.hex());
        }
    }

    /// A PCI function.
    record OfFunction(String label, PciAddress at) implements Evidence {
        @Override
        public String text() {
            return Evidence.labelled(label, at.toString());
        }
    }

    /// A number or word.
    record OfText(String label, String value) implements Evidence {
        @Override
        public String text() {
            return Evidence.labelled(label, value);
        }
    }

    /// The value behind its label; alone without one.
    private static String labelled(String label, String value) {
        return label.isEmpty() ? value : label + " " + value;
    }
}
