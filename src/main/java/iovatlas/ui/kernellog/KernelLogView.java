package iovatlas.ui.kernellog;

import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;

import java.util.List;
import java.util.Optional;

/// The kernel log tab: what the kernel would have printed up to the current step.
public final class KernelLogView implements PaneView {

    private final ListView<String> list = new ListView<>();

    public KernelLogView(ViewContext context) {
        list.setId("kernel-log");
        list.getStyleClass().addAll("dense", "mono");
        list.setPlaceholder(new Label("The kernel printed nothing."));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        context.session().computedProperty().subscribe(now -> show(now.state().log()));
    }

    private void show(List<String> lines) {
        if (!list.getItems().equals(lines)) {
            list.getItems().setAll(lines);
            list.scrollTo(lines.size() - 1);
        }
    }

    @Override
    public Node node() {
        return list;
    }

    @Override
    public ObservableValue<String> title() {
        return new ReadOnlyStringWrapper("Log");
    }

    @Override
    public Optional<String> copyText() {
        List<String> chosen = list.getSelectionModel().getSelectedItems();
        return Optional.of(String.join("\n", chosen.isEmpty() ? list.getItems() : chosen));
    }
}
