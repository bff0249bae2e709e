package iovatlas.diagram.iova;

/// How addresses are laid out along the axis.
public enum AxisMode {
    /// Every stretch has a scale of its own; empty ones are cut short and marked.
    BROKEN("broken"),
    /// One scale for all.
    LINEAR("linear"),
    /// Every power of two takes the same room.
    LOGARITHMIC("log");

    private final String word;

    AxisMode(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
