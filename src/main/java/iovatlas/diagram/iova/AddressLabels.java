package iovatlas.diagram.iova;

import iovatlas.address.ByteSize;
import iovatlas.address.Hex;
import iovatlas.address.Iova;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape.Anchor;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The addresses beside the axis, all with the same number of digits, as many as have room.
final class AddressLabels {
    private static final double LEAST_TICK = 44;

    private final DrawingStyle style;
    private final MapLayout layout;
    private final int digits;
    private final boolean dense;

    /// @param dense whether there are boundaries everywhere, as on a logarithmic axis
    AddressLabels(DrawingStyle style, MapLayout layout, boolean dense) {
        this.dense = dense;
        this.style = style;
        this.layout = layout;
        this.digits = digits(layout.viewport().last(), layout.axis(), style);
    }

    /// How many digits all labels have: as many as the highest one needs, in steps of four. In
    /// cells the end of the whole space has a short spelling and does not count.
    private static int digits(Iova last, IovaAxis axis, DrawingStyle style) {
        boolean shortEnd = style.isCells() && last.unsignedBits() == -1L;
        Iova highest = shortEnd ? axis.stretches().getLast().range().first() : last;
        int needed = Hex.text(highest.unsignedBits(), 1).length() - 2;
        return Math.max(8, (needed + 3) / 4 * 4);
    }

    double width() {
        return style.up(style.width("0".repeat(2 + digits) + dividers(), FontRole.MONO_SMALL));
    }

    private String dividers() {
        return style.isCells() || digits == 8 ? "" : "_".repeat(digits / 4 - 1);
    }

    /// `0x0000_0800_0000` in pixels, without the dividers in cells.
    private String text(Iova address) {
        if (style.isCells() && address.unsignedBits() == -1L) {
            return "2^64-1";
        }
        String plain = Hex.text(address.unsignedBits(), digits);
        if (style.isCells() || digits == 8) {
            return plain;
        }
        var out = new StringBuilder("0x");
        for (int i = 2; i < plain.length(); i++) {
            boolean divides = i > 2 && (plain.length() - i) % 4 == 0;
            out.append(divides ? "_" : "").append(plain.charAt(i));
        }
        return out.toString();
    }

    /// A label and the height of its line.
    private record Mark(double y, Iova address) {}

    /// @param right where the labels end
    /// @param end where the grid lines end
    void draw(Sheet sheet, MapHeights heights, double right, double end) {
        for (Mark mark : marks(heights)) {
            if (!style.isCells()) {
                sheet.line(Stroke.solid(Ink.FAINT, 0.8), null, right + 6, mark.y(), end, mark.y());
            }
            double middle = style.isCells() ? 0 : style.lineHeight(FontRole.MONO_SMALL) / 2;
            sheet.text(
                    right,
                    mark.y() - middle,
                    text(mark.address()),
                    FontRole.MONO_SMALL,
                    Ink.MUTED,
                    Anchor.END,
                    null);
        }
    }

    private List<Mark> marks(MapHeights heights) {
        var marks = new ArrayList<Mark>();
        double last = heights.highEnd();
        double least = style.lineHeight(FontRole.MONO_SMALL) + (dense ? style.pick(9, 1) : -2);
        least = Math.max(1, least);
        for (Iova address : addresses()) {
            double y = heights.start(address);
            boolean free = marks.isEmpty() || Math.abs(y - marks.getLast().y()) >= least;
            if (free && Math.abs(last - y) >= least) {
                marks.add(new Mark(y, address));
            }
        }
        marks.add(new Mark(last, layout.viewport().last()));
        return marks;
    }

    private List<Iova> addresses() {
        if (layout.axis().stretches().size() > 1) {
            return layout.axis().stretches().stream().map(s -> s.range().first()).toList();
        }
        return ticks(layout.axis().stretches().getFirst());
    }

    /// Round addresses on a single scale: multiples of a power of two.
    private List<Iova> ticks(IovaAxis.Stretch stretch) {
        var ticks = new ArrayList<Iova>();
        ticks.add(stretch.range().first());
        double least = stretch.bytesPerUnit() * style.pick(LEAST_TICK, 4);
        int exponent = 1 + Math.getExponent(Math.max(1, least));
        if (exponent > 63) {
            return ticks;
        }
        ByteSize step = ByteSize.ofPowerOfTwo(exponent);
        Optional<Iova> next = stretch.range().first().alignUp(step);
        while (next.isPresent() && stretch.range().contains(next.get())) {
            ticks.add(next.get());
            next = next.get().plusOrEmpty(1L << exponent);
        }
        return ticks;
    }
}
