package iovatlas.ui.timeline;

import iovatlas.ui.dialog.Question;
import iovatlas.ui.editor.MachineCommands;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;

import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The timeline tab: a slider over the steps, their list, and the calls of the step at the cursor.
public final class TimelineView implements PaneView {

    private final ViewContext context;
    private final TimelineViewModel model;
    private final StepTable table;
    private final StepEdits edits;
    private final MachineCommands commands;
    private final CallsPart calls = new CallsPart();
    private final Player player;
    private final Slider slider = new Slider();
    private final VBox box;
    private boolean following = true;

    public TimelineView(ViewContext context) {
        this.context = context;
        this.model = new TimelineViewModel(context.session());
        this.edits = model.edits();
        this.commands = new MachineCommands(context.session(), context.dialogs());
        this.table = new StepTable(model, this::tell, this::pressed);
        table.setMenu(
                new StepMenu(context.actions(), () -> table.chosen().get() != null, this::perform)
                        .menu());
        this.player = new Player(model::advance);
        SplitPane halves = new SplitPane(table.node(), calls.node());
        halves.setDividerPositions(0.58);
        halves.setMinHeight(0);
        VBox.setVgrow(halves, Priority.ALWAYS);
        box = new VBox(bar(), halves, table.teller());
        box.setMinHeight(0);
        box.setId("timeline");
        context.session().stepProperty().subscribe(this::show);
        // After the table's own listener, which forgets what was selected.
        model.rows().addListener((ListChangeListener<StepRow>) _ -> show());
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
        HBox bar = new HBox(play, stop, speed(), slider);
        for (StepDeed deed : StepDeed.values()) {
            bar.getChildren().add(button(deed));
        }
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

    private Button button(StepDeed deed) {
        Button button = button(deed.icon(), deed.tip());
        button.setId("step-" + deed.name().toLowerCase(Locale.ROOT));
        if (deed.needsStep()) {
            button.disableProperty().bind(table.chosen().isNull());
        }
        button.setOnAction(_ -> perform(deed));
        return button;
    }

    private boolean pressed(@Nullable StepRow row, KeyEvent event) {
        for (StepDeed deed : StepDeed.values()) {
            if (deed.chord().matches(event) && (row != null || !deed.needsStep())) {
                perform(deed);
                return true;
            }
        }
        return false;
    }

    private void perform(StepDeed deed) {
        StepRow row = table.chosen().get();
        if (row == null) {
            insert(null);
            return;
        }
        Optional<String> refusal =
                switch (deed) {
                    case INSERT -> {
                        insert(row);
                        yield Optional.empty();
                    }
                    case EDIT -> {
                        table.edit();
                        yield Optional.empty();
                    }
                    case DUPLICATE -> duplicate(row);
                    case TOGGLE -> edits.toggle(chosen(row));
                    case UP -> move(row, -1);
                    case DOWN -> move(row, 1);
                    case REMOVE -> remove(row);
                };
        refusal.ifPresent(this::tell);
    }

    /// The steps that are selected with the one at the cursor.
    private List<StepRow> chosen(StepRow cursor) {
        return model.chosen(cursor.number());
    }

    private Optional<String> duplicate(StepRow row) {
        model.choose(chosen(row), row);
        commands.duplicate();
        return Optional.empty();
    }

    private Optional<String> move(StepRow row, int by) {
        return edits.move(row, row.number() + by);
    }

    /// Shows first what goes along.
    private Optional<String> remove(StepRow row) {
        List<StepRow> rows = chosen(row);
        List<String> along = edits.dependants(rows);
        boolean sure =
                along.isEmpty()
                        || context.dialogs()
                                        .ask(
                                                new Question(
                                                        rows.size() == 1
                                                                ? "Remove step "
                                                                        + row.number()
                                                                        + "?"
                                                                : "Remove "
                                                                        + rows.size()
                                                                        + " steps?",
                                                        String.join("\n", along),
                                                        List.of("Remove", "Cancel")))
                                == 0;
        return sure ? edits.remove(rows) : Optional.empty();
    }

    /// Asks for the line of a step that comes after the chosen one, until it can be read or the
    /// person thinks better of it.
    private void insert(@Nullable StepRow row) {
        int number = row == null ? model.rows().size() + 1 : row.number() + 1;
        String line = row == null ? "do: bind, device: , driver: vfio-pci" : edits.line(row);
        String label = "Its line in the document, for example  do: detach, device: nic0";
        Optional<String> typed = context.dialogs().askText("Insert step " + number, label, line);
        while (typed.isPresent()) {
            String text = typed.get();
            Optional<String> refusal = edits.insert(number, text);
            if (refusal.isEmpty()) {
                return;
            }
            typed = context.dialogs().askText("Insert step " + number, refusal.get(), text);
        }
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
        table.takeFocus();
    }

    /// The selected steps as the document has them; without one the whole list with its answers.
    @Override
    public Optional<String> copyText() {
        int cursor = context.session().stepProperty().get();
        List<StepRow> chosen = model.chosen(cursor);
        if (!chosen.isEmpty()) {
            return Optional.of(edits.lines(chosen));
        }
        return Optional.of(
                model.rows().stream().map(StepRow::text).collect(Collectors.joining("\n")));
    }

    @Override
    public Optional<String> commandLine() {
        return Optional.of("check " + ViewLine.input(context));
    }

    @Override
    public void close() {
        player.stop();
    }
}
