package iovatlas.ui.topology;

import iovatlas.atlas.Layout;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.topology.TopologyDiagram;
import iovatlas.diagram.topology.TopologyOptions;
import iovatlas.export.ViewOptions;
import iovatlas.kernel.pci.PciNode;
import iovatlas.kernel.pci.PciTree;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;
import iovatlas.ui.canvas.LiveDrawing;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/// What the topology pane shows: the drawing at the current step with the selection lit, and which
/// subtrees are folded.
public final class TopologyViewModel {

    private final DocumentSession session;
    private final LiveDrawing drawing;
    private final StringBinding title;
    private final Set<ElementId> folded = new HashSet<>();
    private final Set<ElementId> unfolded = new HashSet<>();
    private @Nullable Computed previewed;
    private @Nullable Layout tried;

    public TopologyViewModel(DocumentSession session, TaskExecutor executor) {
        this.session = session;
        this.drawing = new LiveDrawing(executor);
        this.title =
                Bindings.createStringBinding(
                        () -> title(session.computed()), session.computedProperty());
        session.computedProperty().subscribe(this::redraw);
        session.selection().selectedProperty().subscribe(this::redraw);
        session.layoutProperty().subscribe(this::redraw);
        redraw();
    }

    public LiveDrawing drawing() {
        return drawing;
    }

    /// `Topology` with the number of groups and how many lump devices together.
    public StringBinding title() {
        return title;
    }

    /// Shows what the machine would look like, until the next call; null for as it is.
    public void preview(@Nullable Computed candidate) {
        if (previewed != candidate) {
            previewed = candidate;
            redraw();
        }
    }

    /// Shows boxes where they would be, until the next call; null for where they are.
    public void tryLayout(@Nullable Layout candidate) {
        if (!Objects.equals(tried, candidate)) {
            tried = candidate;
            redraw();
        }
    }

    /// Whether nothing is drawn yet.
    public boolean isEmpty() {
        return session.computed().atlas().topology().equals(Topology.EMPTY);
    }

    /// Whether the machine is so large that it is drawn as an outline, in which nothing can be moved.
    public boolean isOutline() {
        Computed now = session.computed();
        return TopologyDiagram.isOutline(now.atlas(), now.state(), options());
    }

    /// Folds every subtree below a host bridge's ports, and siblings that are alike.
    public void foldAll() {
        unfolded.clear();
        session.computed().state().topology().functions().stream()
                .filter(function -> function.kind().isBridge())
                .map(function -> new ElementId.OfFunction(function.at()))
                .filter(bridge -> hasBelow(bridge.at()))
                .forEach(folded::add);
        redraw();
    }

    /// Shows everything one by one.
    public void unfoldAll() {
        folded.clear();
        session.computed().state().topology().functions().stream()
                .map(function -> new ElementId.OfFunction(function.at()))
                .forEach(unfolded::add);
        redraw();
    }

    private boolean hasBelow(PciAddress bridge) {
        PciTree tree = session.computed().state().groups().tree();
        return tree.nodes().stream()
                .map(PciNode::bridge)
                .anyMatch(above -> above != null && above.at().equals(bridge));
    }

    /// Folds a subtree, or unfolds it; siblings drawn as one box are drawn one by one and back.
    public void toggle(ElementId element) {
        switch (element) {
            case ElementId.OfHostBridge _ -> flip(folded, element);
            case ElementId.OfFunction function ->
                    flip(isBridge(function) && !isStack(element) ? folded : unfolded, element);
            case ElementId.OfPlatformDevice _,
                    ElementId.OfMediatedDevice _,
                    ElementId.OfIommu _,
                    ElementId.OfMsiController _,
                    ElementId.OfGroup _,
                    ElementId.OfOwner _,
                    ElementId.OfMemory _,
                    ElementId.OfSpace _,
                    ElementId.OfDomain _,
                    ElementId.OfIova _,
                    ElementId.OfStep _,
                    ElementId.OfVector _,
                    ElementId.OfHop _,
                    ElementId.OfDocument _ -> {
                return;
            }
        }
        redraw();
    }

    /// The same picture in character cells.
    public Drawing textDrawing(int columns) {
        Computed now = session.computed();
        return TopologyDiagram.draw(
                now.atlas(),
                now.timeline(),
                now.step(),
                options(),
                DrawingStyle.cells(columns).withCaption());
    }

    private boolean isStack(ElementId first) {
        Computed now = session.computed();
        return TopologyDiagram.isStack(now.atlas(), now.state(), options(), first);
    }

    private boolean isBridge(ElementId.OfFunction function) {
        return session.computed()
                .state()
                .topology()
                .function(function.at())
                .filter(f -> f.kind().isBridge())
                .isPresent();
    }

    private static void flip(Set<ElementId> set, ElementId element) {
        if (!set.remove(element)) {
            set.add(element);
        }
    }

    /// Which subtrees are folded.
    public ViewOptions looks() {
        return ViewOptions.PLAIN.withFolds(folded, unfolded);
    }

    private TopologyOptions options() {
        return TopologyOptions.PLAIN
                .withSelection(session.selection().primary().orElse(null))
                .withCollapsed(folded)
                .withExpanded(unfolded)
                .withLayout(tried == null ? session.layout() : tried);
    }

    private void redraw() {
        Computed candidate = previewed;
        Computed now = candidate == null ? session.computed() : candidate;
        TopologyOptions options = options();
        drawing.request(() ->
                TopologyDiagram.draw(
                        now.atlas(), now.timeline(), now.step(), options, DrawingStyle.pixels()));
    }

    private static String title(Computed now) {
        int groups = now.state().groups().groups().size();
        long lumped =
                now.problems().stream().filter(p -> p.rule().equals("GROUP_NOT_ISOLATED")).count();
        return "Topology \u2014 "
                + groups
                + (groups == 1 ? " group" : " groups")
                + (lumped == 0 ? "" : ", " + lumped + " not isolated");
    }
}
