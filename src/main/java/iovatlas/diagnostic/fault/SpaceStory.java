package iovatlas.diagnostic.fault;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.UserMapping;

import java.util.List;
import java.util.Optional;

/// What lies at and near an address of a container or IOAS, and why it may have faulted.
final class SpaceStory {

    private final Timeline timeline;
    private final int step;
    private final SpaceView space;

    SpaceStory(Timeline timeline, int step, SpaceView space) {
        this.timeline = timeline;
        this.step = step;
        this.space = space;
    }

    String tell(Iova address, List<String> facts) {
        Optional<RangeIndex.Entry<Iova, UserMapping>> below = space.mappings().floor(address);
        Optional<RangeIndex.Entry<Iova, UserMapping>> above =
                space.mappings()
                        .entries()
                        .filter(e -> e.range().first().compareTo(address) > 0)
                        .findFirst();
        below.filter(e -> !e.range().contains(address))
                .ifPresent(e ->
                        facts.add(
                                distance(address, e.range().last())
                                        + " behind the end of "
                                        + name(e)));
        above.ifPresent(e ->
                facts.add(
                        distance(e.range().first(), address) + " before the start of " + name(e)));
        hole(address).ifPresent(hole -> facts.add("in the hole " + hole.hex()));
        for (DomainView domain : space.domains()) {
            boolean inWindow = domain.window() != null && domain.window().contains(address);
            if (inWindow) {
                facts.add("inside the MSI window of domain " + domain.number());
                return "A message of an interrupt whose doorbell is not mapped: the vector was not"
                        + " set up, or the message was written with a stale address.";
            }
            if (!domain.aperture().contains(address)) {
                return "The address is outside of what %s can translate (%s)."
                        .formatted(domain.iommu(), domain.aperture().hex());
            }
        }
        Optional<RangeIndex.Entry<Iova, UserMapping>> here = space.mappings().firstAt(address);
        if (here.isPresent()) {
            UserMapping mapping = here.get().value();
            return "%s is mapped there now, %s: the fault came before step %d, or the access is not"
                            .formatted(name(here.get()), rights(mapping), mapping.step())
                    + " permitted.";
        }
        return unmapped(address).orElseGet(() -> never(below, above));
    }

    private static String never(
            Optional<RangeIndex.Entry<Iova, UserMapping>> below,
            Optional<RangeIndex.Entry<Iova, UserMapping>> above) {
        return below.isEmpty() && above.isEmpty()
                ? "Nothing is mapped in this space yet: the device runs before its memory is there."
                : "Nothing was ever mapped there: a wrong address, or a buffer that runs over its"
                        + " end.";
    }

    /// The last step that unmapped the address.
    private Optional<String> unmapped(Iova address) {
        for (int n = step; n >= 1; n--) {
            ScenarioStep done = timeline.steps().get(n - 1);
            if (done.enabled()
                    && done.action() instanceof Step.Unmap unmap
                    && unmap.space().equals(space.name())
                    && covers(unmap, address)
                    && wasMapped(n - 1, address)) {
                int since = step - n;
                return Optional.of(
                        "It was unmapped by step %d, %s: a use after unmap."
                                .formatted(
                                        n,
                                        since == 0
                                                ? "the last one"
                                                : since == 1
                                                        ? "1 step before"
                                                        : since + " steps before"));
            }
        }
        return Optional.empty();
    }

    private boolean wasMapped(int before, Iova address) {
        return timeline.state(before)
                .space(space.name())
                .filter(view -> view.mappings().firstAt(address).isPresent())
                .isPresent();
    }

    private static boolean covers(Step.Unmap unmap, Iova address) {
        ByteSize size = unmap.size();
        return size == null
                || AddressRange.ofSizeOrEmpty(unmap.iova(), size)
                        .filter(range -> range.contains(address))
                        .isPresent();
    }

    private Optional<AddressRange<Iova>> hole(Iova address) {
        return space.mappings().holes(AddressRange.all(address)).stream()
                .filter(hole -> hole.contains(address))
                .findFirst();
    }

    /// From the lower to the higher of two addresses.
    private static String distance(Iova high, Iova low) {
        return ByteSize.ofBytes(high.unsignedBits() - low.unsignedBits()).human();
    }

    private static String name(RangeIndex.Entry<Iova, UserMapping> entry) {
        return entry.value().label() + " " + entry.range().hex();
    }

    private static String rights(UserMapping mapping) {
        return mapping.read() ? mapping.write() ? "for read and write" : "for read" : "for write";
    }
}
