package iovatlas.export;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Palette;
import iovatlas.table.NamedTable;

import java.util.List;

/// What is written: drawings, a graph and tables of one thing.
public interface Content {

    /// One line: the document's title.
    String title();

    /// The kernel release whose answers it shows.
    String kernel();

    /// The word of the view, e.g. `iova`.
    String view();

    /// The step that it shows, 0 for boot.
    int step();

    /// Paragraphs of the document.
    List<String> notes();

    /// The drawings of a view, at least one.
    ///
    /// @throws ExportProblem when there is nothing to draw
    List<Drawing> drawings(DrawingStyle style);

    /// The same as a graph in the DOT language.
    String dot(Palette palette);

    /// The tables that belong to it.
    List<NamedTable> tables();
}
