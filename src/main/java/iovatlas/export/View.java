package iovatlas.export;

import java.util.Locale;

/// What can be written.
public enum View {
    TOPOLOGY("Topology"),
    IOVA("IOVA maps"),
    MSI("MSI path"),
    /// All of them in one report.
    ALL("Everything");

    private final String title;

    View(String title) {
        this.title = title;
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
