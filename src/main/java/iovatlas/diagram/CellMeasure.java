package iovatlas.diagram;

/// One character, one cell; one line, one row.
enum CellMeasure implements TextMeasure {
    INSTANCE;

    @Override
    public double width(String text, FontRole font) {
        return AsciiText.of(text).length();
    }

    @Override
    public double ascent(FontRole font) {
        return 0;
    }

    @Override
    public double lineHeight(FontRole font) {
        return 1;
    }

    @Override
    public String ellipsis() {
        return "..";
    }
}
