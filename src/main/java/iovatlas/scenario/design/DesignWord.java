package iovatlas.scenario.design;

/// How something ends under a design; what is worse comes first.
public enum DesignWord {
    /// A message is written somewhere else, without an error anywhere.
    LOST("lost"),
    /// Accepted, and it misbehaves later.
    SILENT("silent"),
    /// The IOMMU aborts the message.
    FAULTS("faults"),
    /// Refused with an errno.
    REJECTED("rejected"),
    /// Too little is known of the design.
    UNKNOWN("unknown"),
    /// The platform cannot have the design.
    NOT_APPLICABLE("n/a"),
    /// The doorbell is reachable and messages arrive.
    MAPPED("mapped"),
    /// A call that succeeds and harms nobody.
    ACCEPTED("accepted");

    private final String word;

    DesignWord(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// Whether somebody has to do something about it.
    public boolean isTrouble() {
        return compareTo(REJECTED) <= 0;
    }
}
