package iovatlas.scenario;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.ProcessMemory;
import iovatlas.kernel.ProcessMemory.Stretch;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.MemoryRegion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the memory of a container's owner is in the owner's process. A document does not say; this is
/// the assumption, the same every time:
///
/// - the regions of a guest lie one after the other from 0x7000_0000_0000 on, in the document's order,
///   each at a multiple of 1 GiB with at least 1 GiB of nothing before the next;
/// - the regions of a user-space process lie where the document says;
/// - memory without a name lies in 0x1000_0000_0000..0x5fff_ffff_ffff, at 0x1000_0000_0000 plus the
///   lower 46 bits of the IOVA;
/// - all of it is writable and physically contiguous in aligned pieces of 2 MiB.
final class OwnerMemory {

    private static final long GUEST_BASE = 0x7000_0000_0000L;
    private static final long ANONYMOUS_BASE = 0x1000_0000_0000L;
    private static final long ANONYMOUS_MASK = 0x3fff_ffff_ffffL;
    private static final AddressRange<UserVirtual> ANONYMOUS =
            new AddressRange<>(UserVirtual.of(ANONYMOUS_BASE), UserVirtual.of(0x5fff_ffff_ffffL));
    private static final ByteSize PIECE = ByteSize.MIB.times(2);

    private static final OwnerMemory NOBODYS = placed(null);

    private final Map<String, UserVirtual> starts;
    private final ProcessMemory memory;

    private OwnerMemory(Map<String, UserVirtual> starts, ProcessMemory memory) {
        this.starts = starts;
        this.memory = memory;
    }

    /// @param owner null for a process that nobody drew
    static OwnerMemory of(@Nullable ContainerOwner owner) {
        return owner == null ? NOBODYS : placed(owner);
    }

    private static OwnerMemory placed(@Nullable ContainerOwner owner) {
        var starts = new HashMap<String, UserVirtual>();
        var stretches = new ArrayList<Stretch>();
        switch (owner) {
            case null -> {}
            case ContainerOwner.Guest guest -> placeGuest(guest.memory(), starts, stretches);
            case ContainerOwner.UserProcess process ->
                    placeProcess(process.memory(), starts, stretches);
        }
        stretches.addAll(anonymous(stretches));
        return new OwnerMemory(starts, new ProcessMemory(stretches));
    }

    private static List<Stretch> anonymous(List<Stretch> taken) {
        List<AddressRange<UserVirtual>> left = List.of(ANONYMOUS);
        for (Stretch stretch : taken) {
            left = left.stream().flatMap(r -> r.minus(stretch.range()).stream()).toList();
        }
        return left.stream().map(range -> new Stretch(range, true, PIECE)).toList();
    }

    private static void placeGuest(
            List<MemoryRegion> regions, Map<String, UserVirtual> starts, List<Stretch> stretches) {
        UserVirtual next = UserVirtual.of(GUEST_BASE);
        for (MemoryRegion region : regions) {
            Optional<AddressRange<UserVirtual>> range = region.range().sameSizeAt(next);
            Optional<UserVirtual> after =
                    range.flatMap(r -> r.last().plusOrEmpty(ByteSize.GIB.unsignedBytes()))
                            .flatMap(end -> end.alignUp(ByteSize.GIB));
            if (range.isEmpty() || after.isEmpty()) {
                return;
            }
            starts.put(region.name(), next);
            stretches.add(new Stretch(range.get(), true, PIECE));
            next = after.get();
        }
    }

    private static void placeProcess(
            List<MemoryRegion> regions, Map<String, UserVirtual> starts, List<Stretch> stretches) {
        for (MemoryRegion region : regions) {
            UserVirtual first = UserVirtual.of(region.range().first().unsignedBits());
            AddressRange<UserVirtual> range = region.range().sameSizeAt(first).orElseThrow();
            starts.put(region.name(), first);
            if (stretches.stream().noneMatch(s -> s.range().overlaps(range))) {
                stretches.add(new Stretch(range, true, PIECE));
            }
        }
    }

    ProcessMemory memory() {
        return memory;
    }

    /// Where a step's backing is, empty for a region that the owner does not have.
    ///
    /// @param backing name of a region, null for memory without a name
    /// @param iova where anonymous memory will be mapped, null when the kernel chooses
    Optional<UserVirtual> addressOf(
            @Nullable String backing, ByteSize offset, @Nullable Iova iova) {
        if (backing == null) {
            long low = iova == null ? 0 : iova.unsignedBits() & ANONYMOUS_MASK;
            return UserVirtual.of(ANONYMOUS_BASE + low).plusOrEmpty(offset.unsignedBytes());
        }
        return Optional.ofNullable(starts.get(backing))
                .flatMap(start -> start.plusOrEmpty(offset.unsignedBytes()));
    }
}
