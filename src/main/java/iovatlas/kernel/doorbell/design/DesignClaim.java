package iovatlas.kernel.doorbell.design;

/// One statement of a design's card.
public record DesignClaim(String text, Certainty certainty) {

    /// The text, with its mark when it is not certain.
    public String marked() {
        return certainty == Certainty.CERTAIN ? text : text + " (" + certainty.mark() + ")";
    }
}
