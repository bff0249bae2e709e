package iovatlas.ui.export;

import iovatlas.export.Format;
import iovatlas.export.RenderFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What comes out of an export.
public sealed interface ExportKind {

    /// The name for people.
    String title();

    /// The format whose colours, width and extent count; empty for the machine as a text for another
    /// program.
    Optional<Format> picture();

    /// One file.
    record File(RenderFormat format) implements ExportKind {
        @Override
        public String title() {
            return format.title();
        }

        @Override
        public Optional<Format> picture() {
            return switch (format) {
                case RenderFormat.OfPicture(Format of) -> Optional.of(of);
                case RenderFormat.OfMachine _ -> Optional.empty();
            };
        }
    }

    /// A figure for the kernel's documentation: SVG, document and stub in one folder.
    record Figure() implements ExportKind {
        @Override
        public String title() {
            return "Figure for kernel docs";
        }

        @Override
        public Optional<Format> picture() {
            return Optional.of(Format.SVG);
        }
    }

    /// A picture or tables.
    static ExportKind of(Format format) {
        return new File(new RenderFormat.OfPicture(format));
    }

    /// All there are.
    static List<ExportKind> all() {
        List<ExportKind> all = new ArrayList<>();
        RenderFormat.all().forEach(format -> all.add(new File(format)));
        all.add(new Figure());
        return List.copyOf(all);
    }
}
