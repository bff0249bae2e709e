package iovatlas.ui.inspector;

/// Numbers that a person types.
final class Count {

    private Count() {}

    /// @throws IllegalArgumentException with a sentence for anything but a decimal number
    static int parse(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a whole number.", e);
        }
    }
}
