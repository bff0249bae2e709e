package iovatlas.scenario;

import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;

/// The way of one message-signalled interrupt, hop by hop, up to where it arrives or dies.
///
/// @param device the function that sends it
/// @param index MSI or MSI-X
/// @param vector 0-based entry
/// @param hops in the order of travel; after a broken hop the rest is [MsiHop.Status#NOT_REACHED]
/// @param verdict how it ends
/// @param summary one sentence: where it ends and why
public record MsiPath(
        PciAddress device,
        IrqIndex index,
        int vector,
        List<MsiHop> hops,
        Verdict verdict,
        String summary) {

    /// How a message ends.
    public enum Verdict {
        DELIVERED("delivered"),
        /// Kept by hardware or KVM until somebody unmasks it.
        PENDING("pending"),
        LOST("lost"),
        /// It arrives, but somewhere else: in memory, or as another device's interrupt.
        MISDELIVERED("misdelivered"),
        /// The vector is not set up: there is no message to send.
        NOT_SET_UP("not set up");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public MsiPath {
        hops = List.copyOf(hops);
    }

    /// The hop where the message ends before it arrives; empty when it is delivered.
    public Optional<MsiHop> ending() {
        return hops.stream()
                .filter(hop ->
                        hop.status() == MsiHop.Status.BROKEN
                                || hop.status() == MsiHop.Status.PENDING)
                .findFirst();
    }
}
