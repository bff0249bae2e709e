package iovatlas.ui.shell;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/// What the program is, and what it is made of.
final class AboutSheet {

    private record Part(String name, String licence) {}

    /// What is shipped with the program, with the licence under which it is used.
    private static final List<Part> PARTS =
            List.of(
                    new Part("OpenJFX", "GPL-2.0 with Classpath Exception"),
                    new Part("AtlantaFX", "MIT"),
                    new Part("ControlsFX", "BSD-3-Clause"),
                    new Part("Ikonli", "Apache-2.0"),
                    new Part("Feather icons", "MIT"),
                    new Part("DejaVu fonts", "Bitstream Vera and Arev licences"),
                    new Part("picocli", "Apache-2.0"),
                    new Part("Jackson, SnakeYAML Engine", "Apache-2.0"),
                    new Part("Apache Commons Compress", "Apache-2.0"),
                    new Part("Apache PDFBox and FontBox", "Apache-2.0"),
                    new Part("SLF4J", "MIT"),
                    new Part("Logback", "EPL-1.0 or LGPL-2.1"),
                    new Part("JSpecify", "Apache-2.0"));

    private AboutSheet() {}

    static Node make(String version) {
        Label title = new Label("IOVAtlas " + version);
        title.getStyleClass().add("sheet-title");
        Label text =
                new Label(
                        "An atlas of IOVA spaces: which devices share an IOMMU group and why, what"
                                + " is mapped where, and the way of a message-signalled interrupt."
                                + " Answers as Linux 4.9 to 7.3 would.");
        text.setWrapText(true);
        Label licence = new Label("Apache License 2.0. Made with:");
        licence.getStyleClass().add("muted");
        GridPane parts = new GridPane(24, 3);
        for (int i = 0; i < PARTS.size(); i++) {
            Label name = new Label(PARTS.get(i).name());
            Label terms = new Label(PARTS.get(i).licence());
            terms.getStyleClass().add("muted");
            parts.addRow(i, name, terms);
        }
        Label java =
                new Label(
                        "Java "
                                + Runtime.version()
                                + ", JavaFX "
                                + System.getProperty("javafx.runtime.version", "?"));
        java.getStyleClass().add("hint");
        VBox sheet = new VBox(title, text, licence, parts, java);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(520, Region.USE_PREF_SIZE);
        sheet.setFocusTraversable(true);
        sheet.setId("about-sheet");
        return sheet;
    }
}
