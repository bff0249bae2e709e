package iovatlas.ui.pane;

/// Makes the views of a document.
@FunctionalInterface
public interface ViewFactory {

    /// A new view for a place. Called on the window's thread; must return at once.
    PaneView create(PaneSlot slot, ViewContext context);
}
