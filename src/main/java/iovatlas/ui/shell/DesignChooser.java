package iovatlas.ui.shell;

import iovatlas.edit.SetDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Workspace;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

/// Chooses the doorbell design of the document in front. Anything but "as the kernel does" is a
/// what-if and says so.
final class DesignChooser {
    private static final String KERNEL = "as the kernel does";
    private static final String WHAT_IF = "what if: ";

    private final ComboBox<String> box = new ComboBox<>();
    private final Workspace workspace;
    private boolean showing;

    DesignChooser(Workspace workspace) {
        this.workspace = workspace;
        box.setId("doorbell-design");
        box.getStyleClass().add("design");
        box.setAccessibleText("Doorbell design");
        box.setTooltip(
                new Tooltip(
                        "Where the kernel puts the doorbell follows from release, user interface"
                                + " and hardware; any other design is a what-if"));
        box.getItems().add(KERNEL);
        for (DoorbellDesign design : DoorbellDesigns.standard().all()) {
            box.getItems().add(WHAT_IF + design.id());
        }
        box.setPrefWidth(165);
        box.setMinWidth(150);
        box.setVisibleRowCount(14);
        box.valueProperty().subscribe(this::chosen);
        workspace
                .currentProperty()
                .flatMap(DocumentSession::computedProperty)
                .subscribe(this::show);
    }

    Node node() {
        return box;
    }

    private void show(@Nullable Computed computed) {
        showing = true;
        try {
            String design = computed == null ? null : computed.atlas().design();
            box.setDisable(computed == null);
            box.setValue(design == null ? KERNEL : WHAT_IF + design);
        } finally {
            showing = false;
        }
    }

    private void chosen(@Nullable String text) {
        if (showing || text == null) {
            return;
        }
        String design = text.startsWith(WHAT_IF) ? text.substring(WHAT_IF.length()) : null;
        workspace.current().ifPresent(session -> session.apply(new SetDesign(design)));
    }
}
