package iovatlas.bench;

import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeMap;
import com.google.common.primitives.UnsignedLong;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeIndex.Entry;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/// Maps random disjoint ranges one by one, each after a check that nothing overlaps it, and unmaps
/// all of them in another order: with [RangeIndex], with a mutable `java.util.TreeMap` that checks
/// its two neighbours, and with guava's mutable `TreeRangeMap`. The three take turns, so that a busy
/// machine is busy for all; what counts is the ratio of their medians.
final class MappingsBench {

    private final PrintStream out;
    private final int rounds;
    private final List<Entry<Iova, Integer>> mapping;
    private final List<Entry<Iova, Integer>> unmapping;

    MappingsBench(PrintStream out, int ranges, int rounds) {
        this.out = out;
        this.rounds = rounds;
        this.mapping = ranges(ranges, new Random(ranges));
        this.unmapping = new ArrayList<>(mapping);
        Collections.shuffle(unmapping, new Random(ranges + 1));
    }

    /// Ranges of 1 to 16 pages with holes of 0 to 15 pages between them, shuffled.
    private static List<Entry<Iova, Integer>> ranges(int count, Random random) {
        var ranges = new ArrayList<Entry<Iova, Integer>>();
        long page = 0;
        for (int i = 0; i < count; i++) {
            page += random.nextInt(16);
            int pages = 1 + random.nextInt(16);
            var size = ByteSize.ofBytes(pages * 4096L);
            ranges.add(new Entry<>(AddressRange.ofSize(Iova.of(page << 12), size), i));
            page += pages;
        }
        Collections.shuffle(ranges, random);
        return ranges;
    }

    void run() {
        List<IntSupplier> works = List.of(this::index, this::tree, this::guava);
        var times = new Medians(works.size());
        for (int round = 0; round < rounds; round++) {
            for (int which = 0; which < works.size(); which++) {
                IntSupplier work = works.get(which);
                times.time(
                        which,
                        () -> {
                            if (work.getAsInt() != mapping.size()) {
                                throw new IllegalStateException("a range was lost");
                            }
                        });
            }
        }
        double index = times.median(0) / mapping.size();
        double tree = times.median(1) / mapping.size();
        double guava = times.median(2) / mapping.size();
        out.printf(
                "%,d ranges, map + check + unmap, ns each: RangeIndex %,.0f, TreeMap %,.0f,"
                        + " TreeRangeMap %,.0f%n",
                mapping.size(), index, tree, guava);
        out.printf(
                "  throughput: %.2f of TreeMap (aim 1.00), %.2f of TreeRangeMap (aim 2.00)%n",
                tree / index, guava / index);
        out.printf("  RangeIndex: %.1f bytes for a mapping (aim 64)%n", bytes());
    }

    private int index() {
        RangeIndex<Iova, Integer> index = RangeIndex.empty();
        for (Entry<Iova, Integer> entry : mapping) {
            index = index.withIfFree(entry.range(), entry.value()).orElse(index);
        }
        int size = index.size();
        for (Entry<Iova, Integer> entry : unmapping) {
            index = index.without(entry);
        }
        return size - index.size();
    }

    private int tree() {
        var tree = new TreeMap<Iova, Entry<Iova, Integer>>();
        for (Entry<Iova, Integer> entry : mapping) {
            Map.Entry<Iova, Entry<Iova, Integer>> below = tree.floorEntry(entry.range().last());
            if (below == null || !below.getValue().range().overlaps(entry.range())) {
                tree.put(entry.range().first(), entry);
            }
        }
        int size = tree.size();
        for (Entry<Iova, Integer> entry : unmapping) {
            tree.remove(entry.range().first());
        }
        return size - tree.size();
    }

    private int guava() {
        TreeRangeMap<UnsignedLong, Integer> map = TreeRangeMap.create();
        for (Entry<Iova, Integer> entry : mapping) {
            Range<UnsignedLong> range = range(entry);
            if (map.subRangeMap(range).asMapOfRanges().isEmpty()) {
                map.put(range, entry.value());
            }
        }
        int size = map.asMapOfRanges().size();
        for (Entry<Iova, Integer> entry : unmapping) {
            map.remove(range(entry));
        }
        return size - map.asMapOfRanges().size();
    }

    private static Range<UnsignedLong> range(Entry<Iova, Integer> entry) {
        return Range.closed(
                UnsignedLong.fromLongBits(entry.range().first().unsignedBits()),
                UnsignedLong.fromLongBits(entry.range().last().unsignedBits()));
    }

    /// Heap that the index of all ranges takes, without the values; they are everybody's.
    private double bytes() {
        long before = Medians.used();
        RangeIndex<Iova, Integer> index = RangeIndex.empty();
        for (Entry<Iova, Integer> entry : mapping) {
            index = index.with(entry.range(), entry.value());
        }
        long after = Medians.used();
        return (double) (after - before) / index.size();
    }
}
