package iovatlas.diagram.topology;

import iovatlas.atlas.Layout;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.layout.Lane;
import iovatlas.diagram.topology.MachinePicture.Part;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The lane of IOMMUs and MSI controllers, all boxes of one width.
///
/// @param iommus areas in the order of the picture's IOMMUs
/// @param controllers areas in the order of the picture's controllers
record SideLane(List<Area> iommus, List<Area> controllers) {
    static final double GAP = 34;

    SideLane {
        iommus = List.copyOf(iommus);
        controllers = List.copyOf(controllers);
    }

    /// Places IOMMUs near the middle of their devices and controllers below them.
    ///
    /// @param middle where the devices of an IOMMU are
    static SideLane place(
            MachinePicture picture,
            DrawingStyle style,
            double x,
            double top,
            ToDoubleFunction<Part> middle) {
        var box = new PartBox(style);
        double width = 0;
        for (Part part : picture.iommus()) {
            width = Math.max(width, box.width(part));
        }
        for (Part part : picture.controllers()) {
            width = Math.max(width, box.width(part));
        }
        var wishes = new ArrayList<Lane.Wish>();
        double lowest = top;
        for (Part part : picture.iommus()) {
            wishes.add(new Lane.Wish(box.height(part), middle.applyAsDouble(part)));
            lowest = Math.max(lowest, middle.applyAsDouble(part) + box.height(part) / 2);
        }
        for (Part part : picture.controllers()) {
            lowest += GAP + box.height(part);
            wishes.add(new Lane.Wish(box.height(part), lowest - box.height(part) / 2));
        }
        List<Double> tops = Lane.place(wishes, top, GAP);
        var areas = new ArrayList<Area>();
        for (int i = 0; i < tops.size(); i++) {
            areas.add(new Area(x, tops.get(i), width, wishes.get(i).height()));
        }
        int split = picture.iommus().size();
        return new SideLane(areas.subList(0, split), areas.subList(split, areas.size()));
    }

    /// The lane after what somebody moved by hand.
    ///
    /// @param left the x of a spot at 0
    /// @param top the y of a spot at 0
    SideLane moved(MachinePicture picture, Layout layout, double left, double top) {
        return new SideLane(
                moved(picture.iommus(), iommus, layout, left, top),
                moved(picture.controllers(), controllers, layout, left, top));
    }

    private static List<Area> moved(
            List<Part> parts, List<Area> areas, Layout layout, double left, double top) {
        var moved = new ArrayList<Area>();
        for (int i = 0; i < parts.size(); i++) {
            moved.add(Places.of(layout, parts.get(i).element(), areas.get(i), left, top));
        }
        return moved;
    }

    /// Everything in the lane together with something else.
    Area all(Area with) {
        Area all = with;
        for (Area area : iommus) {
            all = all.union(area);
        }
        for (Area area : controllers) {
            all = all.union(area);
        }
        return all;
    }
}
