package iovatlas.ui.export;

import iovatlas.diagram.Theme;
import iovatlas.export.Format;
import iovatlas.export.View;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.ScreenFonts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The export dialog: what and how on the left, the result on the right, the command line below.
public final class ExportSheet {
    private static final double WIDTH = 980;
    private static final double HEIGHT = 620;
    private static final double FORM_WIDTH = 250;

    private final ExportViewModel model;
    private final ExportCommands commands;
    private final DrawingView picture;
    private final TextArea text = new TextArea();
    private final Label problem = new Label();
    private final TextField line = new TextField();
    private final VBox node;

    public ExportSheet(ExportViewModel model, ExportCommands commands, ScreenFonts fonts) {
        this.model = model;
        this.commands = commands;
        this.picture = new DrawingView(fonts, model.form().theme());
        Label title = new Label("Export");
        title.getStyleClass().add("sheet-title");
        HBox middle = new HBox(16, form(), preview());
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

    private Node form() {
        GridPane grid = new GridPane(10, 8);
        grid.setMinWidth(FORM_WIDTH);
        grid.setMaxWidth(FORM_WIDTH);
        ChoiceList<View> views = new ChoiceList<>("export-view", List.of(View.values()));
        views.bind(View::title, model.form().view(), value -> change(f -> f.withView(value)));
        ChoiceList<Format> formats = new ChoiceList<>("export-format", List.of(Format.values()));
        formats.bind(
                Format::title, model.form().format(), value -> change(f -> f.withFormat(value)));
        List<ExtentChoice> some = Stream.of(ExtentChoice.values()).filter(model::has).toList();
        ChoiceList<ExtentChoice> extents = new ChoiceList<>("export-extent", some);
        extents.bind(
                ExtentChoice::toString,
                model.form().extent(),
                value -> change(f -> f.withExtent(value)));
        ChoiceList<Theme> themes = new ChoiceList<>("export-theme", List.of(Theme.values()));
        themes.bind(
                ExportSheet::word, model.form().theme(), value -> change(f -> f.withTheme(value)));
        TextField width = new TextField(model.form().width());
        width.setId("export-width");
        width.textProperty().subscribe(value -> change(f -> f.withWidth(value)));
        CheckBox legend = new CheckBox("Legend");
        legend.setId("export-legend");
        legend.setOnAction(_ -> change(f -> f.withLegend(legend.isSelected())));
        CheckBox unicode = new CheckBox("Box characters");
        unicode.setOnAction(_ -> change(f -> f.withUnicode(unicode.isSelected())));
        grid.addRow(0, new Label("View"), views.node());
        grid.addRow(1, new Label("Format"), formats.node());
        grid.addRow(2, new Label("Extent"), extents.node());
        grid.addRow(3, new Label("Colours"), themes.node());
        grid.addRow(4, new Label("Width"), width);
        grid.add(legend, 1, 5);
        grid.add(unicode, 1, 6);
        grid.add(problem, 0, 7, 2, 1);
        problem.setWrapText(true);
        problem.setMaxWidth(FORM_WIDTH);
        problem.getStyleClass().add("alarm-text");
        model.formProperty()
                .subscribe(form -> {
                    width.setDisable(!form.hasWidth());
                    width.setPromptText(form.format() == Format.TEXT ? "72 columns" : "pixels");
                    if (!width.getText().equals(form.width())) {
                        width.setText(form.width());
                    }
                    unicode.setDisable(form.format() != Format.TEXT);
                    themes.node().setDisable(!form.format().isColoured());
                    legend.setDisable(!form.format().isPicture());
                    extents.node().setDisable(!form.format().isPicture());
                });
        return grid;
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
        Button svg = button("Copy as SVG", () -> commands.copySvg(model));
        svg.setId("export-copy-svg");
        Button png = button("Copy as PNG", () -> commands.copyPng(model));
        Button plain = button("Copy as Text", () -> commands.copyText(model));
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

    private void change(UnaryOperator<ExportForm> edit) {
        model.formProperty().set(edit.apply(model.form()));
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
    }

    private static String word(Theme theme) {
        return switch (theme) {
            case LIGHT -> "Light";
            case DARK -> "Dark";
            case PRINT -> "Print";
            case GREYSCALE -> "Greyscale";
        };
    }
}
