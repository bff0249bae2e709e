package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Shape.Sign;
import iovatlas.topology.ElementId;

/// Two owners of the same addresses.
///
/// @param range the addresses that both want
/// @param first whose they are on one side, e.g. `vm0-ram`
/// @param second on the other, e.g. `SW_MSI window`
/// @param answer what the kernel answers, or what happens without a word
/// @param consequence what that means for the two, one sentence without its full stop
/// @param kind how it shows
/// @param step number of the step that caused it, 0 for none
/// @param element what is selected with it
public record Collision(
        AddressRange<Iova> range,
        String first,
        String second,
        String answer,
        String consequence,
        Kind kind,
        int step,
        ElementId element) {

    /// How a collision shows.
    public enum Kind {
        /// The kernel says no.
        REFUSED("refused", Sign.Kind.CROSS, Pattern.HATCH),
        /// The kernel says yes, and the addresses do not do what one of the owners thinks.
        SILENT("accepted, silently wrong", Sign.Kind.WARNING, Pattern.CROSS_HATCH),
        /// The kernel says yes, and something else will be refused.
        FAILS_LATER("accepted, fails later", Sign.Kind.UNKNOWN, Pattern.VERTICAL_HATCH);

        private final String word;
        private final Sign.Kind sign;
        private final Pattern pattern;

        Kind(String word, Sign.Kind sign, Pattern pattern) {
            this.word = word;
            this.sign = sign;
            this.pattern = pattern;
        }

        /// The mark in a callout.
        public Sign.Kind sign() {
            return sign;
        }

        /// The look of its strip.
        public Look look() {
            return new Look(Ink.VERMILLION, pattern, Ink.VERMILLION, 1.4, false, 2);
        }

        public String word() {
            return word;
        }
    }
}
