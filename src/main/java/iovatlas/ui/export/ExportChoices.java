package iovatlas.ui.export;

import iovatlas.diagram.Theme;
import iovatlas.export.Format;
import iovatlas.export.View;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The left side of the export dialog: what is written and how.
final class ExportChoices {
    private static final double WIDTH = 270;

    private final ExportViewModel model;
    private final GridPane grid = new GridPane(10, 8);
    private final ComboBox<ExtentChoice> extent;
    private final ComboBox<Theme> theme;
    private final ComboBox<Double> scale;
    private final TextField width = new TextField();
    private final CheckBox legend = new CheckBox("Legend");
    private final CheckBox unicode = new CheckBox("Box characters");

    ExportChoices(ExportViewModel model) {
        this.model = model;
        ExportForm form = model.form();
        ChoiceList<View> views = new ChoiceList<>("export-view", List.of(View.values()));
        views.bind(View::title, form.view(), value -> change(f -> f.withView(value)));
        ChoiceList<ExportKind> kinds = new ChoiceList<>("export-format", ExportKind.all());
        kinds.bind(ExportKind::title, form.kind(), value -> change(f -> f.withKind(value)));
        List<ExtentChoice> some = Stream.of(ExtentChoice.values()).filter(model::has).toList();
        ChoiceList<ExtentChoice> extents = new ChoiceList<>("export-extent", some);
        extents.bind(
                ExtentChoice::toString, form.extent(), value -> change(f -> f.withExtent(value)));
        ChoiceList<Theme> themes = new ChoiceList<>("export-theme", List.of(Theme.values()));
        themes.bind(ExportChoices::word, form.theme(), value -> change(f -> f.withTheme(value)));
        ChoiceList<Double> scales = new ChoiceList<>("export-scale", List.of(1.0, 2.0, 3.0, 4.0));
        scales.bind(
                value -> Math.round(value) + "\u00d7",
                form.scale(),
                value -> change(f -> f.withScale(value)));
        this.extent = extents.node();
        this.theme = themes.node();
        this.scale = scales.node();
        row(0, "_View", views.node());
        row(1, "F_ormat", kinds.node());
        row(2, "_Extent", extent);
        row(3, "_Colours", theme);
        row(4, "_Width", width);
        row(5, "Sc_ale", scale);
        grid.add(legend, 1, 6);
        grid.add(unicode, 1, 7);
        grid.setMinWidth(WIDTH);
        grid.setMaxWidth(WIDTH);
        bindSmallThings();
        model.formProperty().subscribe(this::follow);
    }

    Node node() {
        return grid;
    }

    private void row(int number, String title, Node field) {
        Label label = new Label(title);
        label.setMnemonicParsing(true);
        label.setLabelFor(field);
        grid.addRow(number, label, field);
    }

    private void bindSmallThings() {
        width.setId("export-width");
        width.textProperty().subscribe(value -> change(f -> f.withWidth(value)));
        legend.setId("export-legend");
        legend.setOnAction(_ -> change(f -> f.withLegend(legend.isSelected())));
        unicode.setId("export-unicode");
        unicode.setOnAction(_ -> change(f -> f.withUnicode(unicode.isSelected())));
    }

    private void change(UnaryOperator<ExportForm> edit) {
        model.formProperty().set(edit.apply(model.form()));
    }

    private void follow(ExportForm form) {
        width.setDisable(!form.hasWidth());
        width.setPromptText(form.isIn(Format.TEXT) ? "72 columns" : "pixels");
        if (!width.getText().equals(form.width())) {
            width.setText(form.width());
        }
        scale.setDisable(!form.isIn(Format.PNG) || !form.width().isBlank());
        unicode.setDisable(!form.isIn(Format.TEXT));
        theme.setDisable(!form.isColoured());
        legend.setDisable(!form.isPicture());
        extent.setDisable(!form.isPicture());
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
