package iovatlas.ui.differences;

import iovatlas.diagnostic.difference.Difference;

/// How a difference is told in the table: a sign, a word, a style.
final class DifferenceKinds {

    private DifferenceKinds() {}

    /// `+` for what came, `-` for what went, `~` for what changed.
    static String sign(Difference.Kind kind) {
        return switch (kind) {
            case APPEARED -> "+";
            case GONE -> "\u2212";
            case FACT, READDRESSED, GROUP, RECORDED, REGIONS, ANSWER -> "~";
        };
    }

    static String word(Difference.Kind kind) {
        return switch (kind) {
            case FACT -> "fact";
            case APPEARED -> "appeared";
            case GONE -> "vanished";
            case READDRESSED -> "other address";
            case GROUP -> "computed group";
            case RECORDED -> "recorded group";
            case REGIONS -> "reserved regions";
            case ANSWER -> "answer";
        };
    }

    /// "11 with another recorded group"
    static String counted(Difference.Kind kind, long count) {
        return count
                + switch (kind) {
                    case FACT -> count == 1 ? " fact" : " facts";
                    case APPEARED -> " appeared";
                    case GONE -> " vanished";
                    case READDRESSED -> " at another address";
                    case GROUP -> " with another computed group";
                    case RECORDED -> " with another recorded group";
                    case REGIONS -> " with other reserved regions";
                    case ANSWER -> count == 1 ? " answer" : " answers";
                };
    }
}
