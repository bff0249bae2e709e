package iovatlas.scenario.design;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.doorbell.design.Certainty;

import org.jspecify.annotations.Nullable;

/// What a design makes of one step, or of a message at the end.
///
/// @param step number of the step, 1-based; the number of steps for what holds at the end
/// @param subject whose answer it is: the step's word, or the device whose message it is
/// @param word how it ends
/// @param errno of a refusal, null when none is known
/// @param certainty how sure that is
/// @param text one sentence
/// @param overlap who wants the same addresses, null when nobody does
public record DesignAnswer(
        int step,
        String subject,
        DesignWord word,
        @Nullable Errno errno,
        Certainty certainty,
        String text,
        @Nullable Overlap overlap) {

    /// Two owners of the same addresses.
    ///
    /// @param space name of the container or IOAS
    /// @param range the addresses that both want
    public record Overlap(String space, AddressRange<Iova> range, String first, String second) {}

    /// `mapped`, `rejected(EINVAL)`.
    public String verdict() {
        return errno == null ? word.word() : word.word() + "(" + errno.name() + ")";
    }

    /// The verdict with its mark when it is not certain.
    public String marked() {
        return certainty == Certainty.CERTAIN ? verdict() : verdict() + ", " + certainty.word();
    }
}
