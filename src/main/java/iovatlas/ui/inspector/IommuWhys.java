package iovatlas.ui.inspector;

import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.ShapeReasons;
import iovatlas.topology.Iommu;
import iovatlas.topology.PciFunction;
import iovatlas.ui.session.Computed;

/// What an IOMMU makes of its domains, and why.
///
/// @param now what is computed
record IommuWhys(Computed now) {

    Why behind() {
        return Why.of(
                "Functions whose requester ID the firmware's tables give to this IOMMU.",
                "drivers/iommu/iommu.c",
                "iommu_probe_device");
    }

    /// The domain that VFIO or iommufd gets from it.
    void addTo(SheetMaker sheet, Iommu iommu) {
        GroupTable groups = now.state().groups();
        DomainShape shape =
                now.state().topology().functions().stream()
                        .map(PciFunction::at)
                        .filter(at -> groups.iommuOf(at).filter(iommu.name()::equals).isPresent())
                        .findFirst()
                        .flatMap(groups::shapeFor)
                        .orElse(null);
        ShapeReasons reasons = groups.whyShape(iommu.name(), false).orElse(null);
        if (shape == null || reasons == null) {
            return;
        }
        sheet.computed("Aperture", Span.aperture(shape.aperture()), reasons.aperture());
        sheet.computed("Domain pages", Span.pages(shape.pageSizes()), reasons.pageSizes());
    }
}
