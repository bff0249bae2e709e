package iovatlas.diagnostic.fault;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.diagnostic.fault.Surroundings.Neighbour;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.UserMapping;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What lies at and near an address of a container or IOAS, and why it may have faulted.
final class SpaceStory {

    private final Timeline timeline;
    private final int step;
    private final SpaceView space;
    private final Iova address;
    private final Surroundings around;

    /// @param text one or two sentences
    /// @param unmappedBy the step that took the mapping away, 0 for none
    record Told(String text, int unmappedBy) {}

    SpaceStory(Timeline timeline, int step, SpaceView space, Iova address) {
        this.timeline = timeline;
        this.step = step;
        this.space = space;
        this.address = address;
        this.around = look();
    }

    Surroundings around() {
        return around;
    }

    private Surroundings look() {
        Optional<RangeIndex.Entry<Iova, UserMapping>> here = space.mappings().firstAt(address);
        Optional<RangeIndex.Entry<Iova, UserMapping>> below =
                space.mappings().floor(address).filter(e -> !e.range().contains(address));
        @Nullable AddressRange<Iova> hole = here.isPresent() ? null : hole(below);
        Optional<RangeIndex.Entry<Iova, UserMapping>> above =
                hole == null || hole.last().unsignedBits() == -1L
                        ? Optional.empty()
                        : space.mappings().firstAt(next(hole.last()));
        return new Surroundings(
                here.map(e -> neighbour(e, ByteSize.ZERO)).orElse(null),
                below.map(e -> neighbour(e, between(e.range().last(), address))).orElse(null),
                above.map(e -> neighbour(e, between(address, e.range().first()))).orElse(null),
                hole,
                space.domains().stream()
                        .map(DomainView::window)
                        .filter(w -> w != null && w.contains(address))
                        .findFirst()
                        .orElse(null));
    }

    /// The unmapped stretch around the address, which lies in no mapping.
    private AddressRange<Iova> hole(Optional<RangeIndex.Entry<Iova, UserMapping>> below) {
        Iova first = below.map(e -> next(e.range().last())).orElse(Iova.of(0));
        AddressRange<Iova> rest = AddressRange.of(address, Iova.of(-1L));
        Iova last =
                space.mappings()
                        .firstOverlapping(rest)
                        .map(e -> Iova.of(e.range().first().unsignedBits() - 1))
                        .orElse(Iova.of(-1L));
        return AddressRange.of(first, last);
    }

    Told tell() {
        if (around.window() != null) {
            return new Told(
                    "A message of an interrupt whose doorbell is not mapped: the vector was not set"
                            + " up, or the message was written with a stale address.",
                    0);
        }
        for (DomainView domain : space.domains()) {
            if (!domain.aperture().contains(address)) {
                return new Told(
                        "The address is outside of what %s can translate (%s)."
                                .formatted(domain.iommu(), domain.aperture().hex()),
                        0);
            }
        }
        Optional<RangeIndex.Entry<Iova, UserMapping>> here = space.mappings().firstAt(address);
        if (here.isPresent() && around.here() != null) {
            UserMapping mapping = here.get().value();
            return new Told(
                    "%s is mapped there now, %s: the fault came before step %d, or the access is"
                                    .formatted(
                                            around.here().name(), rights(mapping), mapping.step())
                            + " not permitted.",
                    0);
        }
        int unmapped = unmapped();
        return unmapped > 0 ? new Told(unmappedText(unmapped), unmapped) : new Told(never(), 0);
    }

    private String unmappedText(int by) {
        int since = step - by;
        return "It was unmapped by step %d, %s: a use after unmap."
                .formatted(
                        by,
                        since == 0
                                ? "the last one"
                                : since == 1 ? "1 step before" : since + " steps before");
    }

    private String never() {
        return around.below() == null && around.above() == null
                ? "Nothing is mapped in this space yet: the device runs before its memory is there."
                : "Nothing was ever mapped there: a wrong address, or a buffer that runs over its"
                        + " end.";
    }

    /// The last step that unmapped the address; 0 for none.
    private int unmapped() {
        for (int n = step; n >= 1; n--) {
            ScenarioStep done = timeline.steps().get(n - 1);
            if (done.enabled()
                    && done.action() instanceof Step.Unmap unmap
                    && unmap.space().equals(space.name())
                    && covers(unmap)
                    && wasMapped(n - 1)) {
                return n;
            }
        }
        return 0;
    }

    private boolean wasMapped(int before) {
        return timeline.state(before)
                .space(space.name())
                .filter(view -> view.mappings().firstAt(address).isPresent())
                .isPresent();
    }

    private boolean covers(Step.Unmap unmap) {
        ByteSize size = unmap.size();
        return size == null
                || AddressRange.ofSizeOrEmpty(unmap.iova(), size)
                        .filter(range -> range.contains(address))
                        .isPresent();
    }

    private static Iova next(Iova address) {
        return Iova.of(address.unsignedBits() + 1);
    }

    /// The bytes strictly between two addresses, the lower first.
    private static ByteSize between(Iova low, Iova high) {
        return ByteSize.ofBytes(high.unsignedBits() - low.unsignedBits() - 1);
    }

    private static Neighbour neighbour(
            RangeIndex.Entry<Iova, UserMapping> entry, ByteSize distance) {
        return new Neighbour(entry.value().label(), entry.range(), distance);
    }

    private static String rights(UserMapping mapping) {
        return mapping.read() ? mapping.write() ? "for read and write" : "for read" : "for write";
    }
}
