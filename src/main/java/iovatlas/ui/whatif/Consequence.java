package iovatlas.ui.whatif;

/// One thing that is otherwise than before.
///
/// @param sign `+` for new, `-` for gone, `~` for changed
/// @param topic what it is about: group, window, page table, step, doorbell, problem
/// @param text what is otherwise
public record Consequence(String sign, String topic, String text) {

    /// One line for the clipboard.
    public String line() {
        return sign + " " + topic + ": " + text;
    }
}
