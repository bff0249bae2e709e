package iovatlas.ui.export;

/// How much of a picture a person wants.
public enum ExtentChoice {
    WHOLE("Everything"),
    SELECTION("The selection"),
    SUBTREE("The selection and all below it"),
    VIEWPORT("What the pane shows now");

    private final String title;

    ExtentChoice(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
