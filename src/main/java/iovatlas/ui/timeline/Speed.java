package iovatlas.ui.timeline;

/// How fast steps are played.
enum Speed {
    SLOW(0.5, "\u00bd\u00d7"),
    USUAL(1, "1\u00d7"),
    FAST(2, "2\u00d7"),
    FASTEST(4, "4\u00d7");

    private final double rate;
    private final String word;

    Speed(double rate, String word) {
        this.rate = rate;
        this.word = word;
    }

    /// Against the usual speed.
    double rate() {
        return rate;
    }

    /// For a button.
    String word() {
        return word;
    }

    /// The next faster one; the slowest after the fastest.
    Speed next() {
        return switch (this) {
            case SLOW -> USUAL;
            case USUAL -> FAST;
            case FAST -> FASTEST;
            case FASTEST -> SLOW;
        };
    }
}
