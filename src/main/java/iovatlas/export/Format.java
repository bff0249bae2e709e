package iovatlas.export;

import java.util.Locale;

/// How it can be written.
public enum Format {
    SVG("svg", "SVG picture"),
    PNG("png", "PNG picture"),
    PDF("pdf", "PDF document"),
    DOT("dot", "Graph for Graphviz"),
    TEXT("txt", "Text for mail"),
    HTML("html", "Web page with tables"),
    CSV("csv", "Tables as CSV"),
    JSON("json", "Tables as JSON");

    private final String ending;
    private final String title;

    Format(String ending, String title) {
        this.ending = ending;
        this.title = title;
    }

    /// The word of the command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Of file names, without the dot.
    public String ending() {
        return ending;
    }

    /// The name for people.
    public String title() {
        return title;
    }

    /// Whether it holds the drawing as it looks, so that a part of it can be cut out.
    public boolean isPicture() {
        return switch (this) {
            case SVG, PNG, PDF, HTML, TEXT -> true;
            case DOT, CSV, JSON -> false;
        };
    }

    /// Whether tables stand in it.
    public boolean hasTables() {
        return switch (this) {
            case HTML, CSV, JSON -> true;
            case SVG, PNG, PDF, DOT, TEXT -> false;
        };
    }

    /// Whether it has colours.
    public boolean isColoured() {
        return switch (this) {
            case SVG, PNG, PDF, HTML, DOT -> true;
            case TEXT, CSV, JSON -> false;
        };
    }
}
