package iovatlas.scenario;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.kernel.doorbell.MsiParents;
import iovatlas.kernel.doorbell.Vector;
import iovatlas.topology.MsiController;

import java.util.List;
import java.util.stream.Collectors;

/// Shows the doorbell pages of a domain as the views and rules want to see them.
///
/// @param state the moment
record DoorbellProjection(KernelState state) {

    /// @param groups numbers of the groups attached to the domain
    List<DoorbellView> of(List<DoorbellPage> pages, List<Integer> groups) {
        return pages.stream()
                .map(page ->
                        new DoorbellView(
                                page.iova(),
                                page.page(),
                                controllers(page),
                                users(page.iova(), groups)))
                .toList();
    }

    /// The controllers whose doorbell registers are on the page.
    private String controllers(DoorbellPage page) {
        ByteSize size = page.iova().size();
        return state.topology().msiControllers().stream()
                .filter(c -> isOn(c, page.page(), size))
                .map(MsiController::name)
                .collect(Collectors.joining(", "));
    }

    private static boolean isOn(MsiController controller, HostPhysical page, ByteSize size) {
        return MsiParents.doorbells(controller)
                .filter(registers -> registers.overlaps(AddressRange.ofSize(page, size)))
                .isPresent();
    }

    private int users(AddressRange<Iova> page, List<Integer> groups) {
        return groups.stream()
                .flatMap(number -> state.groups().group(number).stream())
                .flatMap(group -> group.members().stream())
                .mapToInt(at ->
                        (int)
                                state.interrupts().vectorsOf(at).vectors().values().stream()
                                        .map(Vector::message)
                                        .filter(m -> page.contains(m.address()))
                                        .count())
                .sum();
    }
}
