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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Times [RangeIndex] on disjoint pages, as DMA mappings are, beside a mutable `java.util.TreeMap`
/// by first address and guava's mutable `TreeRangeMap`. It prints nanoseconds for one operation and
/// bytes for one entry; the ratios are what matters, since machines differ.
final class RangeIndexBench {

    private static final ByteSize PAGE = ByteSize.KIB.times(4);
    private static final AddressRange<Iova> ALL = AddressRange.all(Iova.ZERO);
    private static final int ROUNDS = 5;

    private final PrintStream out;
    private final List<Entry<Iova, Integer>> ascending = new ArrayList<>();
    private final List<Entry<Iova, Integer>> shuffled;
    private long sink;

    private RangeIndexBench(PrintStream out, int entries) {
        this.out = out;
        for (int i = 0; i < entries; i++) {
            // Every fourth page is free, and 1 MiB after three quarters of them.
            long page = i + i / 3L + (i < entries * 3L / 4 ? 0 : 256);
            ascending.add(new Entry<>(AddressRange.ofSize(Iova.of(page << 12), PAGE), i));
        }
        this.shuffled = new ArrayList<>(ascending);
        Collections.shuffle(shuffled, new Random(1));
    }

    /// Runs with 1,000, 100,000 and 1,000,000 entries, or with the numbers given.
    public static void main(String[] args) {
        int[] sizes =
                args.length == 0
                        ? new int[] {1_000, 100_000, 1_000_000}
                        : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        for (int entries : sizes) {
            new RangeIndexBench(System.out, entries).run();
        }
    }

    private void run() {
        out.printf(
                "%n%-34s%12s%12s%14s%n",
                "%,d entries".formatted(ascending.size()), "RangeIndex", "TreeMap", "TreeRangeMap");
        var index = RangeIndex.ofSorted(ascending);
        var tree = tree(ascending);
        var guava = guava(ascending);
        print("bytes for an entry", bytes(() -> RangeIndex.ofSorted(ascending)));
        print("bytes for an entry, put shuffled", bytes(() -> index(shuffled)));
        print("build from sorted", nanos(() -> RangeIndex.ofSorted(ascending).size()));
        print(
                "put ascending",
                nanos(() -> index(ascending).size()),
                nanos(() -> tree(ascending).size()),
                nanos(() -> guava(ascending).asMapOfRanges().size()));
        print(
                "put shuffled",
                nanos(() -> index(shuffled).size()),
                nanos(() -> tree(shuffled).size()),
                nanos(() -> guava(shuffled).asMapOfRanges().size()));
        print("take out shuffled", nanos(() -> emptied(index).size()), nanos(this::emptyTree));
        print(
                "look up an address",
                nanos(() -> lookUp(index)),
                nanos(() -> lookUp(tree)),
                nanos(() -> lookUp(guava)));
        print("is a range free", nanos(() -> overlaps(index)), nanos(() -> overlaps(tree)));
        print("walk all", nanos(() -> index.entries().mapToLong(Entry::value).sum()));
        out.printf("%-34s%,12d%n", "first hole of 1 MiB, one search", search(index, true));
        out.printf("%-34s%,12d%n", "last hole of 1 MiB, one search", search(index, false));
        out.printf("%-34s%12s%n", "(checksum)", Long.toHexString(sink));
    }

    private void print(String what, double... figures) {
        out.printf("%-34s%,12.0f", what, figures[0]);
        for (int i = 1; i < figures.length; i++) {
            String figure = "%,.0f (%.1f)".formatted(figures[i], figures[0] / figures[i]);
            out.printf(i == 1 ? "%12s" : "%14s", figure);
        }
        out.println();
    }

    /// The best of some rounds, divided by the number of entries.
    private double nanos(LongSupplier work) {
        long best = Long.MAX_VALUE;
        int repeats = Math.max(1, 200_000 / ascending.size());
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                sink += work.getAsLong();
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return (double) best / repeats / ascending.size();
    }

    private double bytes(Supplier<?> maker) {
        long before = used();
        Object made = maker.get();
        long after = used();
        sink += made.hashCode();
        return (double) (after - before) / ascending.size();
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            runtime.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static RangeIndex<Iova, Integer> index(List<Entry<Iova, Integer>> entries) {
        RangeIndex<Iova, Integer> index = RangeIndex.empty();
        for (Entry<Iova, Integer> entry : entries) {
            index = index.with(entry.range(), entry.value());
        }
        return index;
    }

    private RangeIndex<Iova, Integer> emptied(RangeIndex<Iova, Integer> full) {
        RangeIndex<Iova, Integer> index = full;
        for (Entry<Iova, Integer> entry : shuffled) {
            index = index.without(entry);
        }
        return index;
    }

    private static NavigableMap<Iova, Entry<Iova, Integer>> tree(
            List<Entry<Iova, Integer>> entries) {
        var tree = new TreeMap<Iova, Entry<Iova, Integer>>();
        entries.forEach(entry -> tree.put(entry.range().first(), entry));
        return tree;
    }

    private long emptyTree() {
        var tree = tree(ascending);
        shuffled.forEach(entry -> tree.remove(entry.range().first()));
        return tree.size();
    }

    private static TreeRangeMap<UnsignedLong, Integer> guava(List<Entry<Iova, Integer>> entries) {
        TreeRangeMap<UnsignedLong, Integer> map = TreeRangeMap.create();
        for (Entry<Iova, Integer> entry : entries) {
            map.put(
                    Range.closed(key(entry.range().first()), key(entry.range().last())),
                    entry.value());
        }
        return map;
    }

    private static UnsignedLong key(Iova address) {
        return UnsignedLong.fromLongBits(address.unsignedBits());
    }

    private long lookUp(RangeIndex<Iova, Integer> index) {
        long sum = 0;
        for (Entry<Iova, Integer> entry : shuffled) {
            sum += index.firstAt(entry.range().last()).orElseThrow().value();
        }
        return sum;
    }

    private long lookUp(NavigableMap<Iova, Entry<Iova, Integer>> tree) {
        long sum = 0;
        for (Entry<Iova, Integer> entry : shuffled) {
            sum += tree.floorEntry(entry.range().last()).getValue().value();
        }
        return sum;
    }

    private long lookUp(TreeRangeMap<UnsignedLong, Integer> map) {
        long sum = 0;
        for (Entry<Iova, Integer> entry : shuffled) {
            sum += Objects.requireNonNull(map.get(key(entry.range().last())));
        }
        return sum;
    }

    private long overlaps(RangeIndex<Iova, Integer> index) {
        return shuffled.stream().filter(entry -> index.anyOverlapping(entry.range())).count();
    }

    private long overlaps(NavigableMap<Iova, Entry<Iova, Integer>> tree) {
        return shuffled.stream()
                .filter(e ->
                        tree.floorEntry(e.range().last()).getValue().range().overlaps(e.range()))
                .count();
    }

    private long search(RangeIndex<Iova, Integer> index, boolean first) {
        int searches = 100_000;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < searches; i++) {
                var hole =
                        first
                                ? index.firstHole(ByteSize.MIB, PAGE, ALL)
                                : index.lastHole(ByteSize.MIB, PAGE, ALL);
                sink += hole.orElseThrow().first().unsignedBits();
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return best / searches;
    }
}
