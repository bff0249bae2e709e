package iovatlas.export;

import java.util.Locale;

/// What can be written.
public enum View {
    TOPOLOGY("Topology"),
    IOVA("IOVA maps"),
    MSI("MSI path"),
    /// The scenario under several doorbell designs.
    COMPARE("Designs compared"),
    /// All of them in one report.
    ALL("Everything");

    private final String title;

    View(String title) {
        this.title = title;
    }

    /// The view of a word of the command line.
    ///
    /// @throws IllegalArgumentException when it means none
    public static View parse(String word) {
        for (View view : values()) {
            if (view.word().equals(word)) {
                return view;
            }
        }
        throw new IllegalArgumentException(
                "\"" + word + "\" is no view; there are topology, iova, msi, compare and all");
    }

    /// The word of the command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name for people.
    public String title() {
        return title;
    }
}
