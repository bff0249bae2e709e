package iovatlas.ui.editor;

import iovatlas.address.ByteSize;
import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.part.Part;
import iovatlas.edit.part.Wish;
import iovatlas.edit.vmm.RamPlaces;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciFunction;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.session.DocumentSession;

import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The parts of a machine: drag one onto the drawing, or press it to put it where it fits, on the
/// selection first.
public final class PartPalette {
    private static final double WIDTH = 200;
    private static final double STILL = 4;

    private final DocumentSession session;
    private final DrawingView view;
    private final DropSession drop;
    private final EditRunner runner;
    private final VBox list = new VBox();
    private final TextField filter = new TextField();
    private final VBox root = new VBox();

    /// On the part that Enter puts.
    private static final PseudoClass MEANT = PseudoClass.getPseudoClass("meant");

    private final Map<Part, Button> buttons = new EnumMap<>(Part.class);
    private final Map<Part.Shelf, Label> headings = new EnumMap<>(Part.Shelf.class);
    private final MonitorShelf monitors = new MonitorShelf();
    private double startX;
    private double startY;
    private boolean givenUp;

    public PartPalette(
            DocumentSession session, DrawingView view, DropSession drop, EditRunner runner) {
        this.session = session;
        this.view = view;
        this.drop = drop;
        this.runner = runner;
        list.getStyleClass().add("palette-list");
        for (Part part : Part.values()) {
            Label heading = headings.get(part.shelf());
            if (heading == null) {
                heading = new Label(part.shelf().title());
                heading.getStyleClass().add("palette-heading");
                headings.put(part.shelf(), heading);
                list.getChildren().add(heading);
                if (part.shelf() == Part.Shelf.MONITORS) {
                    list.getChildren().add(monitors.node());
                }
            }
            Button button = button(part);
            buttons.put(part, button);
            part.map()
                    .ifPresentOrElse(
                            map -> monitors.add(part, map, button),
                            () -> list.getChildren().add(button));
        }
        filter.setPromptText("Find a part");
        filter.setId("palette-filter");
        filter.textProperty().subscribe(this::show);
        filter.setOnAction(_ -> {
            first().ifPresent(this::put);
            filter.selectAll();
        });
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("palette-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getChildren().addAll(filter, scroll);
        root.getStyleClass().add("palette");
        root.setId("palette");
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        root.setMinWidth(WIDTH);
        root.setMaxWidth(WIDTH);
    }

    public Node node() {
        return root;
    }

    /// Takes the keyboard, to type the name of a part.
    public void takeFocus() {
        filter.requestFocus();
        filter.selectAll();
    }

    private Button button(Part part) {
        Button button = new Button(part.title());
        button.getStyleClass().setAll("palette-part");
        button.setId("part-" + part.word());
        button.setMnemonicParsing(false);
        button.setMaxWidth(Double.MAX_VALUE);
        Tooltip tooltip = new Tooltip("Drag it, or press it. Typed: " + part.word());
        if (part.shelf() == Part.Shelf.MONITORS) {
            tooltip.setOnShowing(_ -> tooltip.setText(words(part)));
            button.focusedProperty()
                    .subscribe(focused -> {
                        if (focused) {
                            button.setAccessibleHelp(words(part));
                        }
                    });
        }
        button.setTooltip(tooltip);
        button.setOnAction(_ -> put(part));
        button.addEventFilter(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    startX = event.getX();
                    startY = event.getY();
                    givenUp = false;
                });
        button.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> dragged(part, event));
        button.addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
        return button;
    }

    /// What the guest would be here and now, and from which size on it would be otherwise.
    private String words(Part part) {
        Atlas atlas = session.atlas();
        String now =
                edit(part, new ElementId.OfDocument())
                        .details(atlas)
                        .map(details -> details.replace("; ", "\n") + "\n\n")
                        .orElse("");
        return part.title()
                + "\n"
                + now
                + part.ramPlaces(atlas).map(RamPlaces::text).orElse("")
                + "\n\nDrag it, or press it. Typed: "
                + part.word();
    }

    private @Nullable ByteSize ram(Part part) {
        return part.shelf() == Part.Shelf.MONITORS ? monitors.size().ram().orElse(null) : null;
    }

    private void dragged(Part part, MouseEvent event) {
        boolean still =
                Math.abs(event.getX() - startX) < STILL && Math.abs(event.getY() - startY) < STILL;
        if (givenUp || (!drop.isActive() && still)) {
            return;
        }
        if (!drop.isActive()) {
            drop.begin(new Payload.OfPart(part, ram(part)));
        }
        Point2D at = view.sceneToLocal(event.getSceneX(), event.getSceneY());
        drop.move(at.getX(), at.getY(), false);
        event.consume();
    }

    /// Escape gives a drag up: the part is neither dropped nor put.
    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && drop.isActive()) {
            drop.cancel();
            givenUp = true;
            event.consume();
        }
    }

    private void released(MouseEvent event) {
        if (drop.isActive() || givenUp) {
            if (drop.isActive()) {
                drop.drop();
            }
            ((Button) event.getSource()).disarm();
            event.consume();
            view.requestFocus();
        }
    }

    /// On what is selected when it can go there, otherwise where it fits.
    private void put(Part part) {
        ElementId anywhere = new ElementId.OfDocument();
        ElementId on =
                session.selection()
                        .primary()
                        .filter(this::isPlace)
                        .filter(place -> edit(part, place).refusal(session.atlas()).isEmpty())
                        .orElse(anywhere);
        runner.run(edit(part, on));
    }

    private Edit edit(Part part, ElementId on) {
        return part.edit(Wish.on(on).sized(ram(part)));
    }

    /// A part pressed while a card is selected does not become a function of that card.
    private boolean isPlace(ElementId element) {
        return !(element instanceof ElementId.OfFunction(var at))
                || session.atlas()
                        .topology()
                        .function(at)
                        .map(PciFunction::kind)
                        .filter(kind -> kind.isBridge())
                        .isPresent();
    }

    /// What Enter puts: of the parts that are shown the one that is called most like what is typed.
    private Optional<Part> first() {
        String text = filter.getText().strip().toLowerCase(Locale.ROOT);
        return buttons.entrySet().stream()
                .filter(entry -> entry.getValue().isVisible())
                .map(Map.Entry::getKey)
                .min(Comparator.comparingInt(part -> distance(part, text)));
    }

    private static int distance(Part part, String text) {
        if (part.word().equals(text)) {
            return 0;
        }
        if (part.word().startsWith(text)) {
            return 1;
        }
        return part.title().toLowerCase(Locale.ROOT).startsWith(text) ? 2 : 3;
    }

    private void show(String wanted) {
        String text = wanted.strip().toLowerCase(Locale.ROOT);
        headings.forEach((_, heading) -> setShown(heading, false));
        buttons.forEach((part, button) -> {
            boolean shown =
                    part.title().toLowerCase(Locale.ROOT).contains(text)
                            || part.word().contains(text);
            setShown(button, shown);
            Label heading = headings.get(part.shelf());
            if (shown && heading != null) {
                setShown(heading, true);
            }
        });
        monitors.show();
        Part meant = text.isEmpty() ? null : first().orElse(null);
        buttons.forEach((part, button) -> button.pseudoClassStateChanged(MEANT, part == meant));
    }

    private static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
