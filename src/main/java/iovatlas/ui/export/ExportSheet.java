package iovatlas.ui.export;

import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.ScreenFonts;
import iovatlas.ui.theme.WrappedText;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The export dialog: what and how on the left, the result on the right, the command line below.
public final class ExportSheet {
    private static final double WIDTH = 980;
    private static final double HEIGHT = 640;
    private static final double FORM_WIDTH = 270;
    private static final int LINE_ROWS = 2;

    private final ExportViewModel model;
    private final ExportCommands commands;
    private final DrawingView picture;
    private final TextArea text = new TextArea();
    private final Label problem = new Label();
    private final Label hint = new Label();
    private final TextArea line = new TextArea();
    private final VBox node;

    public ExportSheet(ExportViewModel model, ExportCommands commands, ScreenFonts fonts) {
        this.model = model;
        this.commands = commands;
        this.picture = new DrawingView(fonts, model.form().theme());
        Label title = new Label("Export");
        title.getStyleClass().add("sheet-title");
        HBox middle = new HBox(16, choices(), preview());
        VBox.setVgrow(middle, Priority.ALWAYS);
        this.node = new VBox(10, title, middle, commandLine(), buttons());
        node.getStyleClass().add("sheet");
        node.setId("export-sheet");
        node.setPrefSize(WIDTH, HEIGHT);
        node.setMaxSize(WIDTH, HEIGHT);
        node.setFocusTraversable(true);
        model.previewProperty().subscribe(this::show);
        model.formProperty().subscribe(form -> picture.setPalette(form.theme()));
    }

    public Node node() {
        return node;
    }

    private Node choices() {
        for (Label label : new Label[] {problem, hint}) {
            WrappedText.in(label);
            label.setMaxWidth(FORM_WIDTH);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        problem.getStyleClass().add("alarm-text");
        problem.setId("export-problem");
        hint.setId("export-hint");
        return new VBox(10, new ExportChoices(model).node(), problem, hint);
    }

    private Node preview() {
        text.setEditable(false);
        text.getStyleClass().add("mono");
        text.setId("export-text");
        picture.setId("export-picture");
        picture.setLeastScale(0);
        StackPane pane = new StackPane(picture, text);
        pane.getStyleClass().add("export-preview");
        HBox.setHgrow(pane, Priority.ALWAYS);
        return pane;
    }

    private Node commandLine() {
        line.setEditable(false);
        WrappedText.in(line);
        line.setPrefRowCount(LINE_ROWS);
        line.setMinHeight(Region.USE_PREF_SIZE);
        line.getStyleClass().add("mono");
        line.setId("export-line");
        HBox.setHgrow(line, Priority.ALWAYS);
        Button copy = button("Copy Command", () -> commands.copyLine(model.preview().line()));
        HBox row = new HBox(8, line, copy);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node buttons() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button save = button("Save\u2026", () -> commands.save(model));
        save.setId("export-save");
        save.setDefaultButton(true);
        Button close = button("Close", commands::close);
        close.setId("export-close");
        Button svg = button("Copy as SVG", () -> commands.copySvg(model));
        svg.setId("export-copy-svg");
        Button png = button("Copy as PNG", () -> commands.copyPng(model));
        png.setId("export-copy-png");
        Button plain = button("Copy as Text", () -> commands.copyText(model));
        plain.setId("export-copy-text");
        HBox row = new HBox(8, svg, png, plain, gap, close, save);
        row.setAlignment(Pos.CENTER_LEFT);
        model.previewProperty().subscribe(shown -> save.setDisable(!shown.problem().isEmpty()));
        return row;
    }

    private static Button button(String title, Runnable work) {
        Button button = new Button(title);
        button.setOnAction(_ -> work.run());
        return button;
    }

    private void show(ExportViewModel.Preview shown) {
        boolean drawn = shown.text().isEmpty();
        picture.setVisible(drawn);
        text.setVisible(!drawn);
        text.setText(shown.text());
        if (drawn) {
            picture.setDrawing(shown.drawing());
        }
        line.setText(shown.line());
        problem.setText(shown.problem());
        hint.setText(shown.hint());
    }
}
