package iovatlas.ui.pane;

/// A place in the window that holds one view of the document in front.
public enum PaneSlot {
    TREE("Machine"),
    TOPOLOGY("Topology"),
    IOVA("IOVA Maps"),
    MSI("MSI Path"),
    INSPECTOR("Inspector"),
    PROBLEMS("Problems"),
    TIMELINE("Timeline"),
    COMPARE("Compare Designs"),
    KERNEL_LOG("Kernel Log"),
    TABLES("Tables"),
    DOCUMENT("Document");

    private final String title;

    PaneSlot(String title) {
        this.title = title;
    }

    /// What the place is called while its view says nothing better.
    public String title() {
        return title;
    }

    /// True for the tabs below the maps.
    public boolean isBottomTab() {
        return switch (this) {
            case TREE, TOPOLOGY, IOVA, MSI, INSPECTOR -> false;
            case PROBLEMS, TIMELINE, COMPARE, KERNEL_LOG, TABLES, DOCUMENT -> true;
        };
    }
}
