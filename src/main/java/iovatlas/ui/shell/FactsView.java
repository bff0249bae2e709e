package iovatlas.ui.shell;

import iovatlas.ui.pane.PaneSlot;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.session.Computed;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ListView;

import java.util.List;
import java.util.stream.Stream;

/// The facts of one place as plain lines.
final class FactsView implements PaneView {

    private final PaneSlot slot;
    private final ListView<String> list = new ListView<>();

    FactsView(PaneSlot slot, ViewContext context) {
        this.slot = slot;
        context.session()
                .computedProperty()
                .subscribe(computed -> list.getItems().setAll(lines(computed)));
    }

    @Override
    public Node node() {
        return list;
    }

    @Override
    public ObservableValue<String> title() {
        return new ReadOnlyStringWrapper(slot.title());
    }

    private List<String> lines(Computed computed) {
        Stream<Object> facts =
                switch (slot) {
                    case TREE, TOPOLOGY ->
                            computed.state().topology().functions().stream()
                                    .map(f -> f.at() + " " + f.name());
                    case IOVA -> computed.state().spaces().stream().map(s -> s.name());
                    case MSI, INSPECTOR -> computed.atlas().notes().stream().map(n -> n);
                    case PROBLEMS -> computed.problems().stream().map(p -> p.text());
                    case TIMELINE ->
                            computed.timeline().results().stream()
                                    .map(r -> r.step().action().word() + " " + r.word());
                    case KERNEL_LOG -> computed.state().log().stream().map(l -> l);
                    case TABLES ->
                            computed.state().groups().groups().stream().map(g -> g.members());
                };
        return facts.map(Object::toString).toList();
    }
}
