package iovatlas.scenario.design;

import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.kernel.doorbell.MsiParents;
import iovatlas.kernel.doorbell.design.Placement;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MsiController;

import java.util.List;
import java.util.stream.Collectors;

/// Shows spaces under a design as the views want to see them.
///
/// @param machine what is known so far
record DesignViews(DesignMachine machine) {

    List<SpaceView> spaces() {
        return machine.spaces().values().stream().map(this::view).toList();
    }

    private SpaceView view(DesignSpace space) {
        boolean told = machine.policy().guard().tellsRanges();
        return new SpaceView(
                space.name(),
                space.space().owner(),
                space.space() instanceof IovaSpace.Ioas,
                told ? space.permitted(machine.policy()) : List.of(),
                space.mappings(),
                space.domains().stream().map(this::view).toList());
    }

    private DomainView view(DesignDomain domain) {
        return new DomainView(
                domain.number(),
                domain.shape().iommu(),
                domain.shape().aperture(),
                domain.shape().pageSizes(),
                domain.groups(),
                domain.reserved(),
                domain.window(),
                "",
                domain.pages().stream().map(page -> view(domain, page)).toList());
    }

    private DoorbellView view(DesignDomain domain, DoorbellPage page) {
        int users =
                machine.vectors().values().stream()
                        .filter(v -> isIn(v, domain) && leadsTo(v, page))
                        .mapToInt(ProgrammedVectors::count)
                        .sum();
        return new DoorbellView(page.iova(), page.page(), controllers(page), users);
    }

    private boolean isIn(ProgrammedVectors vectors, DesignDomain domain) {
        return machine.groups()
                .groupOf(vectors.device())
                .filter(group -> domain.groups().contains(group.number()))
                .isPresent();
    }

    /// By the address that the device writes, or by way of the guest's own table.
    private boolean leadsTo(ProgrammedVectors vectors, DoorbellPage page) {
        var address = vectors.address();
        var doorbell = vectors.doorbell();
        return machine.policy().placement() == Placement.GUEST_ADDRESS
                ? doorbell != null && page.page().equals(doorbell.alignDown(page.iova().size()))
                : address != null && page.iova().contains(address);
    }

    private String controllers(DoorbellPage page) {
        return machine.groups().topology().msiControllers().stream()
                .filter(c ->
                        MsiParents.doorbell(c)
                                .filter(d -> d.alignDown(page.iova().size()).equals(page.page()))
                                .isPresent())
                .map(MsiController::name)
                .collect(Collectors.joining(", "));
    }
}
