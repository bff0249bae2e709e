package iovatlas.ui.shell;

import iovatlas.ui.pane.PaneSlot;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewFactory;
import iovatlas.ui.session.DocumentSession;

import java.util.EnumMap;
import java.util.Map;

/// The views of one document, one for each place.
final class SessionViews {

    private final DocumentSession session;
    private final Map<PaneSlot, PaneView> views = new EnumMap<>(PaneSlot.class);

    SessionViews(ViewContext context, ViewFactory factory) {
        this.session = context.session();
        for (PaneSlot slot : PaneSlot.values()) {
            views.put(slot, factory.create(slot, context));
        }
    }

    DocumentSession session() {
        return session;
    }

    PaneView view(PaneSlot slot) {
        PaneView view = views.get(slot);
        if (view == null) {
            throw new IllegalStateException("no view for " + slot);
        }
        return view;
    }

    void close() {
        views.values().forEach(PaneView::close);
    }
}
