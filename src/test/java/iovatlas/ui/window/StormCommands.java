package iovatlas.ui.window;

import iovatlas.diagram.Shape;
import iovatlas.edit.part.Part;
import iovatlas.topology.ElementId;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.canvas.DrawingView;

import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/// What a person may do to a window by its menus, keys and controls, chosen at random: most of it can
/// be done, some is refused, some makes no sense at all.
final class StormCommands {
    private static final List<ActionId> LOOKS =
            Stream.of(
                            EnumSet.range(ActionId.FIT, ActionId.MAXIMISE_6),
                            EnumSet.of(
                                    ActionId.NEXT_PANE,
                                    ActionId.TOGGLE_TREE,
                                    ActionId.TOGGLE_INSPECTOR,
                                    ActionId.TOGGLE_DARK,
                                    ActionId.CLEAR_SELECTION,
                                    ActionId.STEP_NEXT,
                                    ActionId.STEP_PREVIOUS,
                                    ActionId.STEP_FIRST,
                                    ActionId.STEP_LAST,
                                    ActionId.NEXT_PROBLEM,
                                    ActionId.PREVIOUS_PROBLEM))
                    .flatMap(EnumSet::stream)
                    .toList();
    private static final List<ActionId> ARRANGE =
            List.copyOf(EnumSet.range(ActionId.FOLD, ActionId.RESET_LAYOUT));

    private final TestWindow test;
    private final Random random;
    private final StormWords words;

    StormCommands(TestWindow test, Random random) {
        this.test = test;
        this.random = random;
        this.words = new StormWords(random);
    }

    /// Does something. On the toolkit's thread.
    ///
    /// @return what it was
    String next() {
        test.dialogs.answers.clear();
        test.dialogs.answers.add(random.nextInt(2));
        test.dialogs.lines.clear();
        test.dialogs.lines.add(words.value(""));
        return choose();
    }

    private String choose() {
        return switch (random.nextInt(30)) {
            case 0, 1, 2, 3 -> part();
            case 4, 5, 6, 7 -> line();
            case 8, 9, 10 -> field();
            case 11, 12 -> step();
            case 13, 14, 15 -> select();
            case 16 -> run(ActionId.DELETE);
            case 17, 18 -> run(ActionId.DUPLICATE);
            case 19 -> run(random.nextInt(3) == 0 ? ActionId.CUT : ActionId.COPY);
            case 20 -> run(ActionId.PASTE);
            case 21 -> run(ActionId.RENAME);
            case 22 -> history();
            case 23 -> trial();
            case 24 -> chooser("#kernel-release");
            case 25 -> chooser("#doorbell-design");
            case 26 -> run(any(ARRANGE));
            case 27 -> nudge();
            case 28 -> run(any(LOOKS));
            default -> tab();
        };
    }

    private <T> T any(List<? extends T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <N extends Node> @Nullable N find(String selector, Class<N> type) {
        Node node = test.scene().getRoot().lookup(selector);
        return type.isInstance(node) ? type.cast(node) : null;
    }

    private String run(ActionId id) {
        test.window().actions().run(id);
        return id.name();
    }

    private String part() {
        if (find("#palette-filter", TextInputControl.class) == null) {
            run(ActionId.PARTS);
        }
        String word = any(Arrays.asList(Part.values())).word();
        return type("#palette-filter", word);
    }

    private String line() {
        if (random.nextInt(4) == 0) {
            run(ActionId.TYPE_LINE);
        }
        return type("#typed-line", words.line(test.session().atlas()));
    }

    private String type(String selector, String text) {
        TextInputControl field = find(selector, TextInputControl.class);
        if (field != null) {
            field.setText(text);
            field.fireEvent(new ActionEvent());
        }
        return selector + " " + text;
    }

    /// A property of the inspector, as it is shown.
    private String field() {
        List<Node> fields =
                List.copyOf(test.scene().getRoot().lookupAll(".inspector .sheet-field"));
        if (fields.isEmpty()) {
            return select();
        }
        Node field = any(fields);
        if (field instanceof TextInputControl line) {
            String text = words.value(Objects.requireNonNullElse(line.getText(), ""));
            line.setText(text);
            press(line, KeyCode.ENTER, false);
            return "field " + text;
        }
        if (field instanceof ComboBox<?> box) {
            return choice(box);
        }
        return "no field";
    }

    private <T> String choice(ComboBox<T> box) {
        if (!box.getItems().isEmpty() && !box.isDisabled()) {
            box.setValue(any(box.getItems()));
        }
        return "choice " + box.getValue();
    }

    private String chooser(String selector) {
        ComboBox<?> box = find(selector, ComboBox.class);
        return box == null ? "no " + selector : choice(box);
    }

    private String step() {
        TableView<?> steps = find("#steps", TableView.class);
        if (steps == null || steps.getItems().isEmpty()) {
            return "no steps";
        }
        int row = random.nextInt(steps.getItems().size());
        steps.getSelectionModel().clearAndSelect(row);
        test.dialogs.lines.clear();
        test.dialogs.lines.add(words.step(test.session().atlas()));
        return "step "
                + row
                + switch (random.nextInt(6)) {
                    case 0 -> press(steps, KeyCode.INSERT, false);
                    case 1 -> press(steps, KeyCode.DELETE, false);
                    case 2 -> press(steps, KeyCode.UP, true);
                    case 3 -> press(steps, KeyCode.DOWN, true);
                    default -> press(steps, KeyCode.SPACE, false);
                };
    }

    private static String press(Node node, KeyCode key, boolean alt) {
        Event.fireEvent(
                node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, alt, false));
        return " " + key;
    }

    private String select() {
        TreeView<?> tree = find("#machine", TreeView.class);
        if (tree != null && random.nextInt(3) == 0 && tree.getExpandedItemCount() > 0) {
            tree.getSelectionModel().clearAndSelect(random.nextInt(tree.getExpandedItemCount()));
            return "tree";
        }
        List<ElementId> drawn = drawn();
        if (drawn.isEmpty()) {
            return "nothing drawn";
        }
        ElementId element = any(drawn);
        if (random.nextInt(3) == 0) {
            test.session().selection().toggle(element);
        } else {
            test.session().selection().select(element);
        }
        return "select " + element;
    }

    /// What the drawing shows, each once.
    List<ElementId> drawn() {
        DrawingView view = find("#topology", DrawingView.class);
        return view == null
                ? List.of()
                : view.drawing().shapes().stream()
                        .map(Shape::element)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
    }

    private String history() {
        int times = 1 + random.nextInt(12);
        for (int i = 0; i < times; i++) {
            run(ActionId.UNDO);
        }
        int again = random.nextInt(times + 1);
        for (int i = 0; i < again; i++) {
            run(ActionId.REDO);
        }
        return "undo " + times + ", redo " + again;
    }

    private String trial() {
        Node bar = find("#trial-bar", Node.class);
        if (bar == null || !bar.isVisible()) {
            return run(ActionId.WHAT_IF);
        }
        String end = random.nextBoolean() ? "#trial-keep" : "#trial-drop";
        Button button = find(end, Button.class);
        if (button != null) {
            button.fire();
        }
        return end;
    }

    private String nudge() {
        DrawingView view = find("#topology", DrawingView.class);
        KeyCode key = any(List.of(KeyCode.LEFT, KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN));
        if (view != null) {
            Event.fireEvent(
                    view,
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, true, false, false, false));
        }
        return "nudge " + key;
    }

    private String tab() {
        TabPane tabs = find(".bottom-tabs", TabPane.class);
        if (tabs != null) {
            tabs.getSelectionModel().select(random.nextInt(tabs.getTabs().size()));
        }
        return "tab";
    }
}
