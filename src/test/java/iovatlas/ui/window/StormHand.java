package iovatlas.ui.window;

import iovatlas.edit.part.Part;
import iovatlas.topology.ElementId;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.HitTest;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;

import java.util.List;
import java.util.Random;

/// What a person may do to a window with a real mouse and keyboard, chosen at random.
final class StormHand {
    private static final double EDGE = 30;
    private static final int RESTING = 20;

    private final TestWindow test;
    private final Random random;
    private final StormCommands commands;
    private final StormWords words;
    private final Robot robot = FxThread.call(Robot::new);

    StormHand(TestWindow test, Random random, StormCommands commands) {
        this.test = test;
        this.random = random;
        this.commands = commands;
        this.words = new StormWords(random);
    }

    /// Does something and lets every key and button go.
    ///
    /// @return what it was
    String next() {
        FxThread.run(() -> {
            // Neither a sheet nor a menu nor another pane lies over the drawing.
            test.window().actions().run(ActionId.PANE_2);
            test.dialogs.answers.clear();
            test.dialogs.answers.add(random.nextInt(2));
            test.dialogs.lines.clear();
            test.dialogs.lines.add("n" + random.nextInt(30));
        });
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> drag();
            case 4, 5 -> palette();
            case 6 -> band();
            case 7 -> menu();
            case 8 -> line();
            default -> keys();
        };
    }

    /// Some box in view, or anywhere in the view.
    private Point2D somewhere() {
        return FxThread.call(() -> {
            DrawingView view = (DrawingView) test.find("#topology");
            List<ElementId> drawn = commands.drawn();
            double x = EDGE + random.nextDouble() * Math.max(1, view.getWidth() - 2 * EDGE);
            double y = EDGE + random.nextDouble() * Math.max(1, view.getHeight() - 2 * EDGE);
            if (!drawn.isEmpty() && random.nextInt(5) > 0) {
                var box = HitTest.boxOf(view.drawing(), drawn.get(random.nextInt(drawn.size())));
                if (box.isPresent()) {
                    x = view.transform().pixelX(box.get().x() + 14);
                    y = view.transform().pixelY(box.get().y() + 8);
                }
            }
            return view.localToScreen(
                    Math.clamp(x, 1, Math.max(1, view.getWidth() - 1)),
                    Math.clamp(y, 1, Math.max(1, view.getHeight() - 1)));
        });
    }

    private String drag() {
        return drag(somewhere(), somewhere(), random.nextInt(5));
    }

    private String drag(Point2D from, Point2D to, int how) {
        move(from);
        FxThread.run(() -> robot.mousePress(MouseButton.PRIMARY));
        move(from.add(9, 2));
        move(from.midpoint(to));
        move(to);
        switch (how) {
            case 0 -> {
                push(KeyCode.ESCAPE);
                move(from);
            }
            case 1 -> push(KeyCode.CONTROL, KeyCode.Z);
            case 2 -> rest();
            default -> {
                // Dropped at once.
            }
        }
        FxThread.run(() -> robot.mouseRelease(MouseButton.PRIMARY));
        return "drag " + from + " to " + to + " in the way " + how;
    }

    private String palette() {
        List<Part> parts = List.of(Part.values());
        String word = parts.get(random.nextInt(parts.size())).word();
        Point2D from =
                FxThread.call(() -> {
                    if (test.scene().getRoot().lookup("#palette") == null) {
                        test.window().actions().run(ActionId.PARTS);
                    }
                    ((TextField) test.find("#palette-filter")).setText(word);
                    test.scene().getRoot().applyCss();
                    test.scene().getRoot().layout();
                    return test.scene().getRoot().lookupAll(".palette-part").stream()
                            .filter(node -> ("part-" + word).equals(node.getId()))
                            .map(StormHand::middle)
                            .findFirst()
                            .orElseThrow();
                });
        return word + ": " + drag(from, somewhere(), random.nextInt(5));
    }

    private void move(Point2D to) {
        FxThread.run(() -> robot.mouseMove(to));
    }

    private void click(Point2D at, MouseButton button) {
        move(at);
        FxThread.run(() -> robot.mouseClick(button));
    }

    /// Presses keys one after the other and lets them go.
    private void push(KeyCode... keys) {
        FxThread.run(() -> {
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
        });
    }

    /// Holds still until the drop is looked at, or nothing is under the pointer to be looked at.
    private void rest() {
        for (int i = 0; i < RESTING; i++) {
            FxThread.run(test.scene().getRoot()::requestLayout);
        }
    }

    private static Point2D middle(Node node) {
        Bounds box = node.localToScreen(node.getBoundsInLocal());
        return new Point2D(box.getCenterX(), box.getCenterY());
    }

    private String band() {
        KeyCode held = random.nextBoolean() ? KeyCode.SHIFT : KeyCode.CONTROL;
        FxThread.run(() -> robot.keyPress(held));
        click(somewhere(), MouseButton.PRIMARY);
        click(somewhere(), MouseButton.PRIMARY);
        FxThread.run(() -> robot.keyRelease(held));
        return "select with " + held;
    }

    private String menu() {
        click(somewhere(), MouseButton.SECONDARY);
        int down = 1 + random.nextInt(8);
        for (int i = 0; i < down; i++) {
            push(KeyCode.DOWN);
        }
        if (random.nextBoolean()) {
            push(KeyCode.RIGHT);
            push(KeyCode.DOWN);
        }
        push(random.nextInt(4) == 0 ? KeyCode.ESCAPE : KeyCode.ENTER);
        push(KeyCode.ESCAPE);
        push(KeyCode.ESCAPE);
        return "menu";
    }

    private String line() {
        String text = words.line(FxThread.call(() -> test.session().atlas()));
        push(KeyCode.CONTROL, KeyCode.L);
        FxThread.run(() -> ((TextField) test.find("#typed-line")).setText(text));
        push(KeyCode.ENTER);
        push(KeyCode.ESCAPE);
        return "typed " + text;
    }

    private String keys() {
        List<KeyCode> codes =
                List.of(
                        KeyCode.Z, KeyCode.Y, KeyCode.D, KeyCode.C, KeyCode.V, KeyCode.X, KeyCode.I,
                        KeyCode.G);
        StringBuilder pressed = new StringBuilder("keys");
        for (int i = 0; i < 4; i++) {
            KeyCode code = codes.get(random.nextInt(codes.size()));
            push(KeyCode.CONTROL, code);
            pressed.append(' ').append(code);
        }
        push(KeyCode.DELETE);
        return pressed.toString();
    }
}
