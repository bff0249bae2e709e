package iovatlas.ui.theme;

/// What a person chose.
public enum ColourScheme {
    /// As the desktop is.
    SYSTEM("As the system"),
    LIGHT("Light"),
    DARK("Dark");

    private final String title;

    ColourScheme(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
