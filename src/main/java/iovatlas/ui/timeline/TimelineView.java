package iovatlas.ui.timeline;

import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The timeline tab: a slider over the steps, their list, and the calls of the step at the cursor.
public final class TimelineView implements PaneView {

    private final ViewContext context;
    private final TimelineViewModel model;
    private final StepTable table;
    private final CallsPart calls = new CallsPart();
    private final Player player;
    private final Slider slider = new Slider();
    private final VBox box;
    private boolean following = true;

    public TimelineView(ViewContext context) {
        this.context = context;
        this.model = new TimelineViewModel(context.session());
        this.table = new StepTable(model, this::tell);
        this.player = new Player(model::advance);
        SplitPane halves = new SplitPane(table.node(), calls.node());
        halves.setDividerPositions(0.45);
        halves.setMinHeight(0);
        VBox.setVgrow(halves, Priority.ALWAYS);
        box = new VBox(bar(), halves);
        box.setMinHeight(0);
        box.setId("timeline");
        context.session().stepProperty().subscribe(this::show);
        model.rows().subscribe(this::show);
        show();
    }

    private HBox bar() {
        Button play = button("fth-play", "Play the steps");
        play.setOnAction(_ -> play());
        player.playing()
                .subscribe(playing ->
                        play.setGraphic(new FontIcon(playing ? "fth-pause" : "fth-play")));
        Button stop = button("fth-square", "Stop and go back to before the first step");
        stop.setId("timeline-stop");
        stop.setOnAction(_ -> stop());
        steps();
        HBox bar =
                new HBox(
                        play,
                        stop,
                        speed(),
                        slider,
                        act("fth-power", "Switch the step on or off", model::toggle),
                        act("fth-arrow-up", "Move the step up", row -> model.move(row, -1)),
                        act("fth-arrow-down", "Move the step down", row -> model.move(row, 1)),
                        act("fth-trash-2", "Remove the step", model::remove));
        bar.getStyleClass().add("timeline-bar");
        return bar;
    }

    private Button speed() {
        Button button = new Button();
        button.setId("timeline-speed");
        button.getStyleClass().setAll("hint-button");
        button.setTooltip(new Tooltip("How fast the steps are played"));
        button.setAccessibleText("How fast the steps are played");
        button.setOnAction(_ -> player.nextSpeed());
        player.speed().subscribe(now -> button.setText(now.word()));
        return button;
    }

    /// The slider goes to a step when a person moves it.
    private void steps() {
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setBlockIncrement(1);
        slider.setAccessibleText("Step");
        slider.valueProperty()
                .subscribe(value -> {
                    int wanted = (int) Math.round(value.doubleValue());
                    if (!following && wanted != context.session().stepProperty().get()) {
                        context.session().showStep(wanted);
                    }
                });
        HBox.setHgrow(slider, Priority.ALWAYS);
    }

    private static Button button(String icon, String text) {
        Button button = new Button();
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().setAll("icon-button");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        return button;
    }

    private Button act(String icon, String text, Function<StepRow, Optional<String>> action) {
        Button button = button(icon, text);
        button.disableProperty().bind(table.chosen().isNull());
        button.setOnAction(_ ->
                Optional.ofNullable(table.chosen().get()).flatMap(action).ifPresent(this::tell));
        return button;
    }

    private void play() {
        if (player.playing().get()) {
            player.stop();
            return;
        }
        if (context.session().stepProperty().get() >= context.session().length()) {
            context.session().showStep(0);
        }
        player.play();
    }

    private void stop() {
        player.stop();
        context.session().showStep(0);
    }

    private void tell(String refusal) {
        context.dialogs().note("Not done", refusal);
    }

    private void show() {
        int step = context.session().stepProperty().get();
        following = true;
        slider.setMax(Math.max(1, context.session().length()));
        slider.setDisable(context.session().length() == 0);
        slider.setValue(step);
        following = false;
        table.show(step);
        calls.show(
                model.rows().stream().filter(row -> row.number() == step).findFirst().orElse(null));
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public ObservableValue<String> title() {
        return model.title();
    }

    @Override
    public void takeFocus() {
        table.node().requestFocus();
    }

    @Override
    public Optional<String> copyText() {
        return Optional.of(
                model.rows().stream().map(StepRow::text).collect(Collectors.joining("\n")));
    }

    @Override
    public Optional<String> commandLine() {
        return Optional.of("check " + context.session().origin().name());
    }

    @Override
    public void close() {
        player.stop();
    }
}
