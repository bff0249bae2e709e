package iovatlas.ui.session;

import iovatlas.atlas.Layout;
import iovatlas.atlas.MsiVector;
import iovatlas.export.MachineContent;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;

import org.jspecify.annotations.Nullable;

/// What the window shows, as something that can be written.
public final class ShownContent {

    private ShownContent() {}

    /// A view of a document at the step that is shown.
    ///
    /// @param layout where parts of the topology's drawing were moved to
    /// @param vector whose message path is shown, null for none
    public static MachineContent of(
            Computed now, Layout layout, @Nullable MsiVector vector, View view, ViewOptions looks) {
        return new MachineContent(
                now.atlas(),
                now.timeline(),
                now.step(),
                layout,
                view,
                vector == null ? null : vector.device(),
                vector == null ? null : vector.vector(),
                now.notes(),
                now::problems,
                looks);
    }
}
