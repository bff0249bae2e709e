package iovatlas.scenario.replay;

import static iovatlas.scenario.replay.ResultFields.failed;
import static iovatlas.scenario.replay.ResultFields.hex;
import static iovatlas.scenario.replay.ResultFields.returned;

import iovatlas.address.ByteSize;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommufd.PinnedPages;
import iovatlas.kernel.vfio.DirtyRequest;
import iovatlas.kernel.vfio.MapRequest;
import iovatlas.kernel.vfio.UnmapRequest;
import iovatlas.kernel.vfio.VfioState;

import org.jspecify.annotations.Nullable;

/// Operations that map, unmap and watch memory, and those on the process's own limits.
///
/// @param process that makes the calls
record MemoryOperations(ProbeProcess process) {

    private static final ByteSize PAGE = ByteSize.KIB.times(4);

    /// The answer, null for an operation of another kind.
    @Nullable ResultFields run(String op, Arguments args) {
        return switch (op) {
            case "MAP" -> map(args);
            case "UNMAP" -> unmap(args);
            case "DIRTY_START" -> track(true);
            case "DIRTY_STOP" -> track(false);
            case "DIRTY_GET" -> dirtyBits(args);
            case "MEMLOCK" -> {
                process.limit(args.size(0));
                yield returned(0);
            }
            case "LOCKED" -> locked();
            default -> null;
        };
    }

    private ResultFields map(Arguments args) {
        int container = process.container();
        if (container == ProbeProcess.CLOSED) {
            return failed(Errno.EBADF);
        }
        var request =
                new MapRequest(
                        args.has(4) ? args.integer(4) : MapRequest.ARGSZ,
                        args.integer(3),
                        args.address(2),
                        args.iova(0),
                        args.size(1));
        Transition<VfioState, MapRequest> mapped =
                process.vfio().map(process.state(), container, request, process.process(), 0);
        process.state(mapped.state());
        return ResultFields.of(mapped.outcome());
    }

    private ResultFields unmap(Arguments args) {
        int container = process.container();
        if (container == ProbeProcess.CLOSED) {
            return failed(Errno.EBADF).with("size", hex(args.number(1)));
        }
        var request =
                new UnmapRequest(
                        args.has(3) ? args.integer(3) : UnmapRequest.ARGSZ,
                        args.integer(2),
                        args.iova(0),
                        args.size(1));
        Transition<VfioState, ByteSize> unmapped =
                process.vfio().unmap(process.state(), container, request, process.process());
        process.state(unmapped.state());
        return switch (unmapped.outcome()) {
            case Outcome.Refusal<ByteSize> refusal ->
                    failed(refusal).with("size", hex(args.number(1)));
            case Outcome.Success<ByteSize> success ->
                    returned(0).with("size", hex(success.value().unsignedBytes()));
        };
    }

    private ResultFields track(boolean on) {
        int container = process.container();
        if (container == ProbeProcess.CLOSED) {
            return failed(Errno.EBADF);
        }
        Transition<VfioState, Boolean> tracked =
                process.vfio().trackDirty(process.state(), container, on);
        process.state(tracked.state());
        return ResultFields.of(tracked.outcome());
    }

    private ResultFields dirtyBits(Arguments args) {
        int container = process.container();
        if (container == ProbeProcess.CLOSED) {
            return failed(Errno.EBADF);
        }
        ByteSize page = args.number(2) == 0 ? PAGE : args.size(2);
        var request =
                new DirtyRequest(
                        args.iova(0),
                        args.size(1),
                        page,
                        args.has(3) ? args.size(3) : bitmap(args.size(1), page));
        return switch (process.vfio().dirtyBits(process.state(), container, request)) {
            case Outcome.Refusal<Long> refusal -> failed(refusal);
            case Outcome.Success<Long> success -> returned(0).with("dirty_bits", success.value());
        };
    }

    /// The bitmap that the probe allocates: 8 bytes for each 64 pages begun.
    private static ByteSize bitmap(ByteSize size, ByteSize page) {
        long pages = size.unsignedCountOf(page);
        return ByteSize.ofBytes(Long.divideUnsigned(pages + 63, 64) * 8);
    }

    private ResultFields locked() {
        String name = process.process().name();
        var iommufd = new PinnedPages(process.users());
        long pages = process.state().locked(name) + iommufd.lockedBy(name);
        long kib = process.machine().facts().pageSize().value().unsignedBytes() / 1024;
        return returned(0).with("vmlck_kb", pages * kib).with("vmpin_kb", iommufd.of(name) * kib);
    }
}
