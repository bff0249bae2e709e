package iovatlas.ui.inspector;

import iovatlas.kernel.iommu.Explanation;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.JoinLink;
import iovatlas.kernel.iommu.Separation;
import iovatlas.topology.PciAddress;

/// Why a function is in its group, and what would part it from the others.
final class GroupReasons {

    private GroupReasons() {}

    static void add(SheetMaker sheet, GroupTable groups, IommuGroup group, PciAddress at) {
        PciAddress other =
                group.members().stream().filter(a -> !a.equals(at)).findFirst().orElse(at);
        Explanation explanation = groups.explain(at, other);
        for (JoinLink link : explanation.chain()) {
            PciAddress through = link.through();
            sheet.why(
                    through == null
                            ? link.joined().shortText() + " founded group " + group.number()
                            : "%s joined the group of %s"
                                    .formatted(link.joined().shortText(), through.shortText()));
            link.reasons().forEach(sheet::why);
        }
        explanation.refusals().forEach(sheet::why);
        for (Separation separation : explanation.separations()) {
            sheet.change(
                    new Change(
                            "to part %s and %s: %s"
                                    .formatted(
                                            at.shortText(),
                                            other.shortText(),
                                            separation.summary()),
                            detail(separation),
                            null));
        }
    }

    private static String detail(Separation separation) {
        String warnings = String.join("\n", separation.warnings());
        return (separation.commandLine() + "\n" + warnings).strip();
    }
}
