package iovatlas.diagram.topology;

import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.layout.Area;

import java.util.List;

/// The lines from IOMMUs to the domains that they hold for containers.
final class DomainLines {
    /// Between the lane of IOMMUs and the owners.
    static final double ROOM = 58;

    private static final double FIRST_BUS = 24;
    private static final double BUS_STEP = 7;

    private final Sheet sheet;
    private final MachinePicture picture;
    private final SideLane lane;

    DomainLines(Sheet sheet, MachinePicture picture, SideLane lane) {
        this.sheet = sheet;
        this.picture = picture;
        this.lane = lane;
    }

    void draw(List<OwnerBlock.Anchor> anchors) {
        for (OwnerBlock.Anchor anchor : anchors) {
            for (int i = 0; i < picture.iommus().size(); i++) {
                if (picture.iommus().get(i).name().equals(anchor.domain().iommu())) {
                    Area from = lane.iommus().get(i);
                    double y = from.middleY() - 7;
                    double bus = from.right() + FIRST_BUS + BUS_STEP * (i % 4);
                    sheet.line(
                            Stroke.dashed(Ink.OUTLINE, 1),
                            anchor.domain().element(),
                            Elbow.way(from, y, anchor.space(), anchor.y(), bus));
                }
            }
        }
    }
}
