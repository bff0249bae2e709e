package iovatlas.address;

import iovatlas.address.RangeIndex.Entry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The interval map as its words say it, on a plain list: what [RangeIndex] has to agree with.
final class NaiveRangeIndex {

    private final List<Entry<Iova, String>> list;

    NaiveRangeIndex(List<Entry<Iova, String>> entries) {
        this.list = new ArrayList<>(entries);
        list.sort(Comparator.comparing(Entry::range));
    }

    List<Entry<Iova, String>> entries() {
        return list;
    }

    NaiveRangeIndex with(AddressRange<Iova> range, String value) {
        var copy = new ArrayList<>(list);
        copy.add(new Entry<>(range, value));
        return new NaiveRangeIndex(copy);
    }

    NaiveRangeIndex without(Entry<Iova, String> entry) {
        var copy = new ArrayList<>(list);
        copy.remove(entry);
        return new NaiveRangeIndex(copy);
    }

    List<Entry<Iova, String>> overlapping(AddressRange<Iova> range) {
        return list.stream().filter(e -> e.range().overlaps(range)).toList();
    }

    Optional<Entry<Iova, String>> floor(Iova address) {
        return list.reversed().stream()
                .filter(e -> e.range().first().isAtMost(address))
                .findFirst();
    }

    Optional<Entry<Iova, String>> exact(AddressRange<Iova> range) {
        return list.stream().filter(e -> e.range().equals(range)).findFirst();
    }

    List<AddressRange<Iova>> holes(AddressRange<Iova> within) {
        return RangeSet.of(list.stream().map(Entry::range).toList()).complementIn(within).ranges();
    }

    Optional<AddressRange<Iova>> firstHole(
            ByteSize size, ByteSize alignment, AddressRange<Iova> within) {
        return holes(within).stream().flatMap(hole -> lowestIn(hole, size, alignment)).findFirst();
    }

    Optional<AddressRange<Iova>> lastHole(
            ByteSize size, ByteSize alignment, AddressRange<Iova> within) {
        return holes(within).reversed().stream()
                .flatMap(hole -> highestIn(hole, size, alignment))
                .findFirst();
    }

    private static Stream<AddressRange<Iova>> lowestIn(
            AddressRange<Iova> hole, ByteSize size, ByteSize alignment) {
        return hole
                .first()
                .alignUp(alignment)
                .flatMap(first -> AddressRange.ofSizeOrEmpty(first, size))
                .filter(hole::contains)
                .stream();
    }

    private static Stream<AddressRange<Iova>> highestIn(
            AddressRange<Iova> hole, ByteSize size, ByteSize alignment) {
        return Stream.of(hole)
                .filter(h -> h.size().compareTo(size) >= 0)
                .map(h -> h.last().minusExact(size.unsignedLastOffset()).alignDown(alignment))
                .flatMap(first -> AddressRange.ofSizeOrEmpty(first, size).stream())
                .filter(hole::contains);
    }
}
