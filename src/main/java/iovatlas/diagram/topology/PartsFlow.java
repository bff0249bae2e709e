package iovatlas.diagram.topology;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.topology.MachinePicture.MessageLink;
import iovatlas.diagram.topology.MachinePicture.OwnerPart;
import iovatlas.diagram.topology.MachinePicture.Part;

import java.util.ArrayList;
import java.util.List;

/// IOMMUs, MSI controllers and owners of spaces beside or below an outline, where no lines lead to
/// them: what a line would say stands in the boxes.
final class PartsFlow {
    private final Sheet sheet;
    private final DrawingStyle style;
    private final MachinePicture picture;
    private final List<Block> blocks = new ArrayList<>();

    PartsFlow(Sheet sheet, MachinePicture picture) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.picture = picture;
        picture.iommus().stream().map(this::withTargets).forEach(this::add);
        picture.controllers().forEach(this::add);
        for (OwnerPart owner : picture.owners()) {
            var block = new OwnerBlock(style, owner);
            blocks.add(
                    new Block(
                            Math.min(block.width(), room()),
                            block.height(),
                            area -> block.draw(sheet, area)));
        }
    }

    /// A thing to be placed.
    private record Block(double width, double height, Painter painter) {}

    private interface Painter {
        void paint(Area area);
    }

    private void add(Part part) {
        var box = new PartBox(style);
        double width = Math.min(box.width(part), room());
        blocks.add(new Block(width, box.height(part), area -> box.draw(sheet, part, area)));
    }

    private double room() {
        return style.maximumWidth() - 2 * style.margin();
    }

    /// The IOMMU with a line that says where its devices' messages go.
    private Part withTargets(Part iommu) {
        var details = new ArrayList<>(iommu.details());
        for (MessageLink link : picture.messageLinks()) {
            if (link.iommu().equals(iommu.name())) {
                details.add("MSI \u2192 " + link.controller());
            }
        }
        return new Part(iommu.element(), iommu.name(), details, iommu.lit(), iommu.tip());
    }

    /// From left to right below each other in rows; returns what was used.
    Area drawBelow(double top) {
        double x = style.margin();
        double y = top;
        double rowHeight = 0;
        double right = x;
        for (Block block : blocks) {
            if (x > style.margin() && x + block.width() > style.margin() + room()) {
                x = style.margin();
                y += rowHeight + style.pick(12, 1);
                rowHeight = 0;
            }
            block.painter().paint(new Area(x, y, block.width(), block.height()));
            right = Math.max(right, x + block.width());
            x += block.width() + style.pick(14, 2);
            rowHeight = Math.max(rowHeight, block.height());
        }
        return Area.between(style.margin(), top, right, y + rowHeight);
    }

    /// From top to bottom in one lane; returns what was used.
    Area drawBeside(double x, double top) {
        double width = 0;
        for (Block block : blocks) {
            width = Math.max(width, block.width());
        }
        double y = top;
        for (Block block : blocks) {
            block.painter().paint(new Area(x, y, width, block.height()));
            y += block.height() + 12;
        }
        return blocks.isEmpty()
                ? new Area(style.margin(), top, 0, 0)
                : Area.between(x, top, x + width, y);
    }
}
