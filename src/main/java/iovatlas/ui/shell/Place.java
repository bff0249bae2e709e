package iovatlas.ui.shell;

import iovatlas.ui.pane.PaneSlot;

/// A part of the window that can be gone to, maximised, folded. In the order of F6.
enum Place {
    TREE,
    TOPOLOGY,
    IOVA,
    MSI,
    INSPECTOR,
    /// The tabs below the maps, whichever is in front.
    BOTTOM;

    /// The place of a view.
    static Place of(PaneSlot slot) {
        return switch (slot) {
            case TREE -> TREE;
            case TOPOLOGY -> TOPOLOGY;
            case IOVA -> IOVA;
            case MSI -> MSI;
            case INSPECTOR -> INSPECTOR;
            case PROBLEMS, TIMELINE, COMPARE, KERNEL_LOG, TABLES, DOCUMENT -> BOTTOM;
        };
    }
}
