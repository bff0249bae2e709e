package iovatlas.ui.action;

/// The menus, and the headings of the key overlay.
public enum ActionCategory {
    FILE("File"),
    EDIT("Edit"),
    VIEW("View"),
    ARRANGE("Arrange"),
    SCENARIO("Scenario"),
    TOOLS("Tools"),
    HELP("Help");

    private final String title;

    ActionCategory(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
