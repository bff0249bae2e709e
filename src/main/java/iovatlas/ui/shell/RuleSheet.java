package iovatlas.ui.shell;

import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.RuleExample;
import iovatlas.diagnostic.Severity;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The pages of the rules: what each looks for, why, which kernel function decides, an example that
/// trips it and how to mend it.
final class RuleSheet {
    private static final double WIDTH = 860;
    private static final double HEIGHT = 560;
    private static final double LIST_WIDTH = 230;
    private static final int MOST_ROWS = 24;

    private final ListView<RuleCard> list = new ListView<>();
    private final VBox page = new VBox(4);

    private RuleSheet() {}

    /// @param rule the one to begin with, null for the first
    static Node make(List<RuleCard> cards, @Nullable String rule) {
        RuleSheet sheet = new RuleSheet();
        Label title = new Label("Rules");
        title.getStyleClass().add("sheet-title");
        sheet.list.getItems().setAll(cards);
        sheet.list.setId("rules");
        sheet.list.setMinWidth(LIST_WIDTH);
        sheet.list.setCellFactory(_ -> new RuleCell());
        sheet.list.getSelectionModel().selectedItemProperty().subscribe(sheet::show);
        sheet.page.setId("rule-page");
        ScrollPane scroll = new ScrollPane(sheet.page);
        scroll.setFitToWidth(true);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        HBox middle = new HBox(16, sheet.list, scroll);
        VBox.setVgrow(middle, Priority.ALWAYS);
        VBox node = new VBox(title, middle);
        node.getStyleClass().add("sheet");
        node.setId("rule-sheet");
        node.setPrefSize(WIDTH, HEIGHT);
        node.setMaxSize(WIDTH, HEIGHT);
        node.setFocusTraversable(true);
        RuleCard first =
                cards.stream()
                        .filter(card -> card.id().equals(rule))
                        .findFirst()
                        .orElse(cards.getFirst());
        sheet.list.getSelectionModel().select(first);
        sheet.list.scrollTo(first);
        return node;
    }

    private void show(@Nullable RuleCard card) {
        page.getChildren().clear();
        if (card == null) {
            return;
        }
        page.getChildren().add(label(card.title() + ".", "sheet-title"));
        page.getChildren().add(label(card.id() + ", " + card.severity().word(), "muted"));
        part("What", card.what());
        part("Why", card.why());
        part("Kernel", card.source() + ", " + card.releases().text());
        part("Example", card.example());
        part("How to mend it", card.fix());
        RuleExample example = RuleExample.of(card.id());
        code("A document that trips it", example.document(), "rule-example");
        code("What mends it", String.join("\n", example.change()), "rule-change");
    }

    private void part(String heading, String text) {
        page.getChildren().add(label(heading, "section-title"));
        page.getChildren().add(label(text, "rule-text"));
    }

    private void code(String heading, String text, String id) {
        page.getChildren().add(label(heading, "section-title"));
        TextArea area = new TextArea(text.stripTrailing());
        area.setId(id);
        area.setEditable(false);
        area.getStyleClass().add("mono");
        area.setPrefRowCount((int) Math.min(MOST_ROWS, area.getText().lines().count() + 2));
        area.setMinHeight(TextArea.USE_PREF_SIZE);
        page.getChildren().add(area);
    }

    private static Label label(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    /// The id with its severity in colour and in words.
    private static final class RuleCell extends ListCell<RuleCard> {
        @Override
        protected void updateItem(@Nullable RuleCard card, boolean empty) {
            super.updateItem(card, empty);
            boolean shown = !empty && card != null;
            setText(shown && card != null ? card.id() : "");
            getStyleClass().remove("alarm-text");
            if (card != null && card.severity() == Severity.ERROR) {
                getStyleClass().add("alarm-text");
            }
        }
    }
}
