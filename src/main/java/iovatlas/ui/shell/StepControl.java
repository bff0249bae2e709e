package iovatlas.ui.shell;

import iovatlas.scenario.Mark;
import iovatlas.scenario.StepResult;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Workspace;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import java.util.Optional;

/// Which step is shown, with a way to the next and the one before: `< 3 of 5  EINVAL >`.
final class StepControl {

    private final Label text = new Label();
    private final HBox root;

    StepControl(Workspace workspace, ActionTable actions) {
        root =
                new HBox(
                        IconButton.of(actions.get(ActionId.STEP_PREVIOUS)),
                        text,
                        IconButton.of(actions.get(ActionId.STEP_NEXT)));
        root.getStyleClass().addAll("boxed", "step-control");
        text.setTooltip(new Tooltip());
        workspace
                .currentProperty()
                .flatMap(DocumentSession::computedProperty)
                .subscribe(computed -> show(Optional.ofNullable(computed)));
    }

    Node node() {
        return root;
    }

    private void show(Optional<Computed> computed) {
        Optional<StepResult> result = computed.flatMap(Computed::result);
        boolean failed = result.map(r -> r.mark() == Mark.WRONG).orElse(false);
        text.setText(computed.map(StepControl::text).orElse("no steps"));
        text.getStyleClass().remove("alarm-text");
        if (failed) {
            text.getStyleClass().add("alarm-text");
        }
        text.getTooltip().setText(result.map(StepControl::sentence).orElse("After boot"));
    }

    private static String text(Computed computed) {
        int length = computed.timeline().length();
        if (length == 0) {
            return "boot only";
        }
        if (computed.step() == 0) {
            return "boot, of " + length;
        }
        String place = computed.step() + " of " + length;
        return computed.result()
                .filter(result -> result.mark().compareTo(Mark.FINE) > 0)
                .map(result -> place + "  " + result.word())
                .orElse(place);
    }

    private static String sentence(StepResult result) {
        return "After step "
                + result.number()
                + ", "
                + result.step().action().word()
                + ": "
                + result.word();
    }
}
