package iovatlas.kernel.doorbell;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What somebody reads from a function's message-signalled interrupt registers.
///
/// @param msi null without the capability
/// @param msix null without the capability
public record VectorRegisters(@Nullable Msi msi, @Nullable Msix msix) {

    /// The MSI capability.
    ///
    /// @param enabled whether it is switched on
    /// @param capable how many vectors the function could send
    /// @param granted how many it was granted
    /// @param message address and data
    public record Msi(boolean enabled, int capable, int granted, Message message) {}

    /// The MSI-X capability with its table.
    ///
    /// @param enabled whether it is switched on
    /// @param tableSize number of entries
    /// @param entries the entries that are not all zero, lowest first
    public record Msix(boolean enabled, int tableSize, List<Entry> entries) {
        public Msix {
            entries = List.copyOf(entries);
        }
    }

    /// A table entry.
    ///
    /// @param number 0-based
    public record Entry(int number, Message message, boolean masked) {}
}
