package iovatlas.diagnostic.rule.mapping;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Fix;
import iovatlas.edit.AddStep;
import iovatlas.edit.ChangeMemory;
import iovatlas.edit.Edit;
import iovatlas.edit.ReplaceStep;
import iovatlas.edit.Together;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.MemoryRegion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Ways to bring a mapping clear of what is reserved: put it elsewhere, with the guest's RAM where
/// that is mapped one to one, or map it in pieces around the windows.
///
/// @param atlas the document
/// @param attempt the mapping
/// @param taken what it must stay clear of
public record MapFixes(Atlas atlas, MapAttempt attempt, List<AddressRange<Iova>> taken) {

    private static final ByteSize LARGE = ByteSize.ofBytes(2 << 20);
    private static final int MOST_PIECES = 8;

    public MapFixes {
        taken = taken.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    }

    /// Clear of what the space itself reserves.
    static MapFixes of(Atlas atlas, MapAttempt attempt) {
        return new MapFixes(atlas, attempt, reserved(attempt.domains()));
    }

    public List<Fix> all() {
        return Stream.of(moved(), inPieces()).flatMap(Optional::stream).toList();
    }

    private Optional<Fix> moved() {
        Optional<Iova> place = freePlace();
        Optional<ContainerOwner.Guest> guest = identityGuest();
        if (place.isEmpty() || guest.isEmpty()) {
            return place.map(
                    at -> new Fix("place " + attempt.owner() + " at " + at.hex(), map(at)));
        }
        Iova at = place.get();
        return movedRam(guest.get(), at)
                .map(ram ->
                        new Fix(
                                "move %s of %s to %s and map it there"
                                        .formatted(attempt.owner(), guest.get().name(), at.hex()),
                                new Together("Move " + attempt.owner(), List.of(ram, map(at)))));
    }

    private Edit map(Iova at) {
        return replaced(at, attempt.map().size(), attempt.map().offset());
    }

    private Optional<Fix> inPieces() {
        List<AddressRange<Iova>> pieces = pieces();
        if (pieces.isEmpty() || pieces.size() > MOST_PIECES) {
            return Optional.empty();
        }
        List<Edit> edits = new ArrayList<>();
        int number = attempt.result().number();
        for (AddressRange<Iova> piece : pieces) {
            ByteSize offset = offsetOf(piece);
            edits.add(
                    edits.isEmpty()
                            ? replaced(piece.first(), piece.size(), offset)
                            : new AddStep(
                                    number + edits.size(),
                                    ScenarioStep.of(mapAt(piece.first(), piece.size(), offset))));
        }
        String where = String.join(", ", pieces.stream().map(AddressRange::hex).toList());
        return Optional.of(
                pieces.size() == 1
                        ? new Fix("map only " + where, edits.getFirst())
                        : new Fix(
                                "map it in pieces: " + where,
                                new Together("Map Around the Windows", edits)));
    }

    /// The mapping without what is reserved, in order.
    private List<AddressRange<Iova>> pieces() {
        List<AddressRange<Iova>> left = List.of(attempt.range());
        for (AddressRange<Iova> other : taken) {
            left = left.stream().flatMap(range -> range.minus(other).stream()).toList();
        }
        return left;
    }

    /// The lowest address behind the first window that is in the way where everything fits.
    private Optional<Iova> freePlace() {
        RangeIndex<Iova, UserMapping> mapped = attempt.mapped();
        Optional<Iova> place = Optional.of(attempt.range().first());
        while (place.isPresent()) {
            Optional<AddressRange<Iova>> wanted =
                    AddressRange.ofSizeOrEmpty(place.get(), attempt.map().size());
            if (wanted.isEmpty()
                    || !attempt.domains().stream()
                            .allMatch(d -> d.aperture().contains(wanted.get()))) {
                return Optional.empty();
            }
            Optional<AddressRange<Iova>> inTheWay =
                    Stream.concat(
                                    taken.stream(),
                                    mapped.overlapping(wanted.get()).stream().map(e -> e.range()))
                            .filter(wanted.get()::overlaps)
                            .findFirst();
            if (inTheWay.isEmpty()) {
                return place;
            }
            place = inTheWay.get().last().plusOrEmpty(1).flatMap(MapFixes::alignedUp);
        }
        return place;
    }

    private static Optional<Iova> alignedUp(Iova next) {
        return next.plusOrEmpty(LARGE.unsignedBytes() - 1).map(end -> end.alignDown(LARGE));
    }

    /// What the groups of a space reserve.
    public static List<AddressRange<Iova>> reserved(List<DomainView> domains) {
        return domains.stream()
                .flatMap(domain -> domain.reserved().stream())
                .filter(region -> region.type().excludesMappings())
                .map(ReservedRegion::range)
                .toList();
    }

    /// The guest whose RAM is mapped whole and at its own address, empty when it is not so.
    private Optional<ContainerOwner.Guest> identityGuest() {
        return attempt.spaceOwner()
                .flatMap(name -> atlas.topology().owner(name))
                .flatMap(found ->
                        found instanceof ContainerOwner.Guest guest
                                ? Optional.of(guest)
                                : Optional.empty())
                .filter(guest -> guest.memory().stream().anyMatch(this::isMappedWhole));
    }

    private boolean isMappedWhole(MemoryRegion region) {
        return region.name().equals(attempt.map().backing())
                && attempt.map().offset().isZero()
                && region.range().size().equals(attempt.map().size())
                && region.range().first().unsignedBits() == attempt.range().first().unsignedBits();
    }

    /// The guest with its RAM elsewhere, empty when something of the guest is there.
    private Optional<Edit> movedRam(ContainerOwner.Guest guest, Iova place) {
        Optional<AddressRange<GuestPhysical>> range =
                AddressRange.ofSizeOrEmpty(
                        GuestPhysical.of(place.unsignedBits()), attempt.map().size());
        boolean free =
                range.isPresent()
                        && guest.memory().stream()
                                .filter(region -> !isMappedWhole(region))
                                .noneMatch(region -> region.range().overlaps(range.get()));
        return free
                ? Optional.of(
                        new ChangeMemory(
                                guest.name(),
                                guest.memory().stream()
                                        .map(region ->
                                                isMappedWhole(region)
                                                        ? new MemoryRegion(
                                                                region.name(),
                                                                range.get(),
                                                                region.kind())
                                                        : region)
                                        .toList()))
                : Optional.empty();
    }

    private ByteSize offsetOf(AddressRange<Iova> piece) {
        return ByteSize.ofBytes(
                attempt.map().offset().unsignedBytes()
                        + piece.first().offsetFrom(attempt.range().first()));
    }

    private Edit replaced(Iova at, ByteSize size, ByteSize offset) {
        ScenarioStep before = attempt.result().step();
        return new ReplaceStep(
                attempt.result().number(),
                new ScenarioStep(mapAt(at, size, offset), before.enabled(), before.note()));
    }

    private Step.Map mapAt(Iova at, ByteSize size, ByteSize offset) {
        Step.Map map = attempt.map();
        return new Step.Map(map.space(), at, size, map.backing(), offset, map.read(), map.write());
    }
}
