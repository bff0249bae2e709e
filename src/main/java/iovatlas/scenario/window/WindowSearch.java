package iovatlas.scenario.window;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.Timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All ranges that can hold a doorbell window for every domain and guest of several scenarios at once.
///
/// @param size of the window
/// @param free ranges in which a window of that size fits at a multiple of it, ascending; each from
///     the lowest such place to its end
/// @param obstacles what excludes the rest, by address
/// @param current the windows that drivers choose now, by address, each once
/// @param collisions what lies over a current window
public record WindowSearch(
        ByteSize size,
        List<AddressRange<Iova>> free,
        List<Obstacle> obstacles,
        List<AddressRange<Iova>> current,
        List<Obstacle> collisions) {

    public WindowSearch {
        free = List.copyOf(free);
        obstacles = List.copyOf(obstacles);
        current = List.copyOf(current);
        collisions = List.copyOf(collisions);
    }

    /// A scenario and what it is called.
    public record Input(String name, Timeline timeline) {}

    /// Looks through the scenarios as they end.
    ///
    /// @param size a power of two
    /// @throws IllegalArgumentException for a size that is no power of two
    public static WindowSearch of(List<Input> inputs, ByteSize size) {
        if (!size.isPowerOfTwo()) {
            throw new IllegalArgumentException(
                    "a window of " + size.text() + " cannot be aligned; use a power of two");
        }
        var obstacles = new ArrayList<Obstacle>();
        Set<AddressRange<Iova>> windows = new LinkedHashSet<>();
        for (Input input : inputs) {
            KernelState state = input.timeline().state(input.timeline().length());
            obstacles.addAll(new ObstacleReader(input, state).obstacles());
            windows.addAll(windows(state));
        }
        obstacles.sort(Comparator.comparing(Obstacle::range).thenComparing(Obstacle::owner));
        List<AddressRange<Iova>> current = windows.stream().sorted().toList();
        return new WindowSearch(
                size,
                free(obstacles, size),
                obstacles,
                current,
                obstacles.stream()
                        .filter(o -> o.kind() != Obstacle.Kind.APERTURE)
                        .filter(o -> current.stream().anyMatch(o.range()::overlaps))
                        .toList());
    }

    private static List<AddressRange<Iova>> windows(KernelState state) {
        return state.groups().groups().stream()
                .flatMap(group -> group.reserved().stream())
                .filter(region -> region.type() == ReservedType.SW_MSI)
                .map(region -> region.range())
                .distinct()
                .toList();
    }

    private static List<AddressRange<Iova>> free(List<Obstacle> obstacles, ByteSize size) {
        RangeIndex<Iova, Boolean> taken =
                RangeIndex.of(
                        obstacles.stream()
                                .map(o -> new RangeIndex.Entry<>(o.range(), Boolean.TRUE))
                                .toList());
        return taken.holes(AddressRange.all(Iova.ZERO)).stream()
                .flatMap(hole ->
                        hole
                                .first()
                                .alignUp(size)
                                .filter(first ->
                                        AddressRange.ofSizeOrEmpty(first, size)
                                                .filter(hole::contains)
                                                .isPresent())
                                .map(first -> AddressRange.of(first, hole.last()))
                                .stream())
                .toList();
    }

    /// The lowest place, if there is one.
    public Optional<AddressRange<Iova>> lowest() {
        return free.stream().findFirst().map(range -> AddressRange.ofSize(range.first(), size));
    }
}
