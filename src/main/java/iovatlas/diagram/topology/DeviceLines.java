package iovatlas.diagram.topology;

import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.topology.MachinePicture.MessageLink;
import iovatlas.diagram.topology.MachinePicture.Part;

import java.util.ArrayList;
import java.util.List;

/// The lines from devices to their IOMMUs, one bundle an IOMMU, and on to the MSI controllers. The
/// selected device has a line of its own, labelled with its requester and stream ID.
final class DeviceLines {
    private static final double BUS = 26;
    private static final double BUS_STEP = 9;
    private static final double ENTRY = 7;
    private static final String ARROW = "\u2192";

    private final Sheet sheet;
    private final MachinePicture picture;
    private final List<MachineNode> nodes;
    private final List<Area> areas;
    private final List<Integer> leaves;
    private final List<Area> frames;

    DeviceLines(
            Sheet sheet,
            MachinePicture picture,
            List<MachineNode> nodes,
            List<Area> areas,
            List<Integer> leaves,
            List<Area> frames) {
        this.sheet = sheet;
        this.picture = picture;
        this.nodes = nodes;
        this.areas = areas;
        this.leaves = leaves;
        this.frames = frames;
    }

    /// The room between the tree and the lane of IOMMUs.
    double room() {
        if (picture.iommus().isEmpty()) {
            return picture.controllers().isEmpty() ? 0 : 2 * BUS;
        }
        double label = 0;
        for (int leaf : leaves) {
            for (String line : label(nodes.get(leaf))) {
                label = Math.max(label, sheet.style().width(line, FontRole.SMALL));
            }
        }
        return 2 * BUS + BUS_STEP * picture.iommus().size() + label;
    }

    /// The middle of the devices of an IOMMU, 0 for one without devices.
    double middleOf(Part iommu) {
        double sum = 0;
        int count = 0;
        for (int leaf : leaves) {
            if (iommu.name().equals(nodes.get(leaf).iommu())) {
                sum += areas.get(leaf).middleY();
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    void draw(SideLane lane) {
        for (int i = 0; i < picture.iommus().size(); i++) {
            Part iommu = picture.iommus().get(i);
            Area box = lane.iommus().get(i);
            double bus = box.x() - BUS - BUS_STEP * i;
            bundle(iommu, box, bus);
            selected(iommu, box, bus - BUS_STEP / 2);
        }
        for (int i = 0; i < picture.controllers().size(); i++) {
            messages(i, lane);
        }
    }

    private void bundle(Part iommu, Area box, double bus) {
        var ends = new ArrayList<Fan.End>();
        for (int leaf : leaves) {
            MachineNode node = nodes.get(leaf);
            if (iommu.name().equals(node.iommu()) && !node.selected()) {
                Area area = areas.get(leaf);
                ends.add(new Fan.End(Elbow.side(area, bus), area.middleY()));
            }
        }
        if (ends.isEmpty()) {
            return;
        }
        Stroke stroke = Stroke.dashed(Ink.OUTLINE, 1);
        Fan.End only = ends.getFirst();
        boolean beside = Math.abs(only.y() - box.middleY()) < box.height() / 2 - 2;
        if (ends.size() == 1 && beside && only.x() < bus) {
            sheet.line(stroke.withArrow(), null, only.x(), only.y(), box.x(), only.y());
            return;
        }
        double y = box.middleY() + ENTRY;
        Fan.draw(sheet, stroke, bus + 1, y, bus, ends);
        sheet.line(Stroke.solid(Ink.OUTLINE, 1).withArrow(), null, bus, y, box.x(), y);
    }

    private void selected(Part iommu, Area box, double bus) {
        for (int leaf : leaves) {
            MachineNode node = nodes.get(leaf);
            if (!node.selected() || !iommu.name().equals(node.iommu())) {
                continue;
            }
            Area area = areas.get(leaf);
            double y = area.middleY();
            double entry =
                    Math.abs(y - box.middleY()) < box.height() / 2 - 2 ? y : box.middleY() - ENTRY;
            Stroke stroke = Stroke.solid(Ink.ACCENT, 2.2).withArrow();
            double start = Elbow.side(area, bus);
            if (entry == y && start < bus) {
                sheet.line(stroke, node.element(), start, y, box.x(), y);
            } else {
                sheet.line(stroke, node.element(), start, y, bus, y, bus, entry, box.x(), entry);
            }
            label(node, labelStart(area), y);
        }
    }

    /// The requester ID stands above the line, what it becomes below.
    private void label(MachineNode node, double x, double y) {
        double top = y - sheet.style().lineHeight(FontRole.SMALL) - 3;
        for (String line : label(node)) {
            sheet.text(x, top, line, FontRole.SMALL, Ink.ACCENT, node.element());
            top = y + 3;
        }
    }

    private static List<String> label(MachineNode node) {
        int arrow = node.ids().indexOf(ARROW);
        return arrow < 0
                ? List.of(node.ids())
                : List.of(node.ids().substring(0, arrow).strip(), node.ids().substring(arrow));
    }

    /// Right of the device and of the frame around it.
    private double labelStart(Area device) {
        double x = device.right();
        for (Area frame : frames) {
            if (frame.contains(device)) {
                x = Math.max(x, frame.right());
            }
        }
        return x + 12;
    }

    private void messages(int controller, SideLane lane) {
        Part part = picture.controllers().get(controller);
        Area to = lane.controllers().get(controller);
        for (MessageLink link : picture.messageLinks()) {
            if (!link.controller().equals(part.name())) {
                continue;
            }
            Stroke stroke =
                    link.lit()
                            ? Stroke.solid(Ink.ACCENT, 2.2).withArrow()
                            : Stroke.solid(Ink.OUTLINE, 1.2).withArrow();
            for (int i = 0; i < picture.iommus().size(); i++) {
                if (picture.iommus().get(i).name().equals(link.iommu())) {
                    message(stroke, lane.iommus().get(i), to, nothingBetween(lane, i, controller));
                }
            }
        }
    }

    private static boolean nothingBetween(SideLane lane, int iommu, int controller) {
        return iommu == lane.iommus().size() - 1 && controller == 0;
    }

    private void message(Stroke stroke, Area from, Area to, boolean straight) {
        if (from.x() != to.x() || from.bottom() >= to.y()) {
            double bus = from.right() + 2 * BUS;
            sheet.line(
                    stroke, null, Elbow.way(from, from.middleY() + ENTRY, to, to.middleY(), bus));
        } else if (straight) {
            sheet.line(stroke, null, from.middleX(), from.bottom(), to.middleX(), to.y());
        } else {
            double bus = from.right() + 13;
            double start = from.middleY() + ENTRY;
            sheet.line(
                    stroke,
                    null,
                    from.right(),
                    start,
                    bus,
                    start,
                    bus,
                    to.middleY(),
                    to.right(),
                    to.middleY());
        }
    }
}
