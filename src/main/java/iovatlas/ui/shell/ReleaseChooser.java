package iovatlas.ui.shell;

import iovatlas.edit.SetKernelRelease;
import iovatlas.kernel.KernelRelease;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Workspace;

import javafx.scene.Node;
import javafx.scene.control.Tooltip;

import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which kernel the machine runs. Choosing another one is an edit of the document.
final class ReleaseChooser {

    private final SearchableComboBox<KernelRelease> box = new SearchableComboBox<>();
    private final Workspace workspace;
    private boolean showing;

    ReleaseChooser(Workspace workspace) {
        this.workspace = workspace;
        box.setId("kernel-release");
        box.setTooltip(new Tooltip("Kernel release: what it would answer on this machine"));
        box.setAccessibleText("Kernel release");
        box.getItems().setAll(releases(Optional.empty()));
        box.valueProperty().subscribe(this::chosen);
        workspace
                .currentProperty()
                .flatMap(DocumentSession::computedProperty)
                .subscribe(this::show);
    }

    Node node() {
        return box;
    }

    /// Opens the list, for the keyboard.
    void open() {
        box.requestFocus();
        box.show();
    }

    /// Every release that the model covers, newest first, and the document's own where it has a
    /// patch level.
    static List<KernelRelease> releases(Optional<KernelRelease> own) {
        List<KernelRelease> all = new ArrayList<>();
        addSeries(all, 7, 0, 3);
        addSeries(all, 6, 0, 19);
        addSeries(all, 5, 0, 19);
        addSeries(all, 4, 9, 20);
        own.filter(release -> !all.contains(release)).ifPresent(all::addFirst);
        return all;
    }

    private static void addSeries(List<KernelRelease> all, int major, int first, int last) {
        for (int minor = last; minor >= first; minor--) {
            all.add(KernelRelease.of(major, minor));
        }
    }

    private void show(@Nullable Computed computed) {
        showing = true;
        try {
            box.setDisable(computed == null);
            if (computed == null) {
                box.setValue(null);
            } else {
                KernelRelease release = computed.atlas().boot().release().value();
                if (!box.getItems().contains(release)) {
                    box.getItems().setAll(releases(Optional.of(release)));
                }
                box.setValue(release);
            }
        } finally {
            showing = false;
        }
    }

    private void chosen(@Nullable KernelRelease release) {
        if (showing || release == null) {
            return;
        }
        workspace
                .current()
                .filter(session -> !session.atlas().boot().release().value().equals(release))
                .ifPresent(session -> session.apply(new SetKernelRelease(release)));
    }
}
