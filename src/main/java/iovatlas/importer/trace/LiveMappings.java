package iovatlas.importer.trace;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.Iova;
import iovatlas.observation.Note;
import iovatlas.scenario.Step;
import iovatlas.topology.MemoryRegion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// What is mapped at any moment of a trace, as one container would have it: mappings lie beside each
/// other, and go as whole ones. The IOMMU layer that kernel traces show is freer than that, so what
/// it does is put into such terms.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_dma_do_map, vfio_dma_do_unmap`.
final class LiveMappings {

    private final String space;
    private final List<MemoryRegion> memory;
    private final List<AddressRange<Iova>> kernels;
    private final StepList steps;
    private final NavigableMap<Long, Long> live = new TreeMap<>(Long::compareUnsigned);
    private final Map<Long, Integer> elsewhere = new HashMap<>();
    private final Map<Long, ByteSize> sizes = new HashMap<>();
    private final Set<Long> translations = new HashSet<>();
    private int own;
    private int overlapping;
    private int unknown;
    private int cut;

    /// @param space the container
    /// @param memory what its owner has
    /// @param kernels where mappings are the kernel's own: doorbells and direct regions
    LiveMappings(
            String space,
            List<MemoryRegion> memory,
            List<AddressRange<Iova>> kernels,
            StepList steps) {
        this.space = space;
        this.memory = memory;
        this.kernels = kernels;
        this.steps = steps;
    }

    /// @param translated whether a guest's own IOMMU gave the address, so that what lies behind it
    ///     is not known
    void map(long first, long size, boolean translated) {
        if (isKernels(first, size)) {
            own++;
        } else if (!isFree(first, size)) {
            overlapping++;
            elsewhere.merge(first, 1, Integer::sum);
        } else {
            put(first, size, translated);
        }
    }

    void unmap(long first, long size) {
        if (isKernels(first, size) || size == 0) {
            return;
        }
        if (elsewhere.getOrDefault(first, 0) > 0) {
            elsewhere.merge(first, -1, Integer::sum);
            return;
        }
        long last = first + size - 1;
        List<Map.Entry<Long, Long>> hit = overlapping(first, last);
        if (hit.isEmpty()) {
            unknown++;
            steps.add(new Step.Unmap(space, Iova.of(first), size(size)));
            return;
        }
        long from = hit.getFirst().getKey();
        long to = end(hit.getLast());
        hit.forEach(entry -> live.remove(entry.getKey()));
        boolean translated = translations.removeAll(hit.stream().map(Map.Entry::getKey).toList());
        boolean before = Long.compareUnsigned(from, first) < 0;
        boolean behind = Long.compareUnsigned(to, last) > 0;
        if (!before && !behind) {
            steps.add(new Step.Unmap(space, Iova.of(first), size(size)));
            return;
        }
        cut++;
        steps.add(new Step.Unmap(space, Iova.of(from), size(to - from + 1)));
        if (before) {
            put(from, first - from, translated);
        }
        if (behind) {
            put(last + 1, to - last, translated);
        }
    }

    /// The last device has left: its mappings go with the container's back end.
    void clear() {
        live.clear();
        elsewhere.clear();
        translations.clear();
    }

    int size() {
        return live.size();
    }

    /// Makes everything that is mapped now a step.
    ///
    /// @param most no more than this
    void repeat(int most) {
        live.entrySet().stream().limit(most).forEach(e -> step(e.getKey(), e.getValue()));
    }

    /// What was put into other terms.
    List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        count(
                notes,
                own,
                "mappings lie in reserved regions, so they are the kernel's own: left out");
        count(
                notes,
                overlapping,
                "mappings lie over others: a trace does not tell domains apart, so they are left"
                        + " out, with their unmapping");
        count(notes, unknown, "unmappings are of what was mapped before the trace");
        count(
                notes,
                cut,
                "unmappings take a part of a mapping: it goes as a whole, and the rest is mapped"
                        + " again");
        return notes;
    }

    private static void count(List<Note> notes, int count, String text) {
        if (count > 0) {
            notes.add(Note.information("trace", count + " " + text));
        }
    }

    private void put(long first, long size, boolean translated) {
        if (translated) {
            translations.add(first);
        }
        live.put(first, size);
        step(first, size);
    }

    private void step(long first, long size) {
        @Nullable MemoryRegion region = regionOf(first, size);
        long offset = region == null ? 0 : first - region.range().first().unsignedBits();
        steps.add(
                new Step.Map(
                        space,
                        Iova.of(first),
                        size(size),
                        region == null ? null : region.name(),
                        size(offset),
                        true,
                        true));
    }

    private @Nullable MemoryRegion regionOf(long iova, long size) {
        if (translations.contains(iova)) {
            return null;
        }
        for (MemoryRegion region : memory) {
            if (size != 0
                    && region.range().contains(GuestPhysical.of(iova))
                    && region.range().contains(GuestPhysical.of(iova + size - 1))) {
                return region;
            }
        }
        return null;
    }

    private boolean isKernels(long first, long size) {
        for (AddressRange<Iova> range : kernels) {
            if (size != 0
                    && range.contains(Iova.of(first))
                    && range.contains(Iova.of(first + size - 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean isFree(long first, long size) {
        return size == 0 || overlapping(first, first + size - 1).isEmpty();
    }

    private List<Map.Entry<Long, Long>> overlapping(long first, long last) {
        List<Map.Entry<Long, Long>> found = new ArrayList<>();
        Map.@Nullable Entry<Long, Long> at = live.floorEntry(first);
        if (at == null || Long.compareUnsigned(end(at), first) < 0) {
            at = live.higherEntry(first);
        }
        while (at != null && Long.compareUnsigned(at.getKey(), last) <= 0) {
            found.add(at);
            at = live.higherEntry(at.getKey());
        }
        return found;
    }

    private static long end(Map.Entry<Long, Long> mapping) {
        return mapping.getKey() + Math.max(0, mapping.getValue() - 1);
    }

    private ByteSize size(long bytes) {
        return sizes.computeIfAbsent(bytes, ByteSize::ofBytes);
    }
}
