package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.vfio.MapRequest;
import iovatlas.kernel.vfio.UnmapRequest;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The calls of a VFIO container on a context that stands in for one.
///
/// Source: `drivers/iommu/iommufd/vfio_compat.c`.
///
/// @param host the machine now
public record CompatCalls(IommufdHost host) {

    private static final int TYPE1 = 1;
    private static final int TYPE1V2 = 3;
    private static final int DMA_CC = 4;
    private static final int NOIOMMU = 8;
    private static final KernelRelease NOIOMMU_SINCE = KernelRelease.of(6, 3);
    private static final int UNMAP_ALL = 9;

    /// What an UNMAP_DMA did.
    ///
    /// @param size what is written back, also by a call that is refused while unmapping; null when
    ///     the caller's stays
    public record Unmapped(
            IommufdState state, @Nullable ByteSize size, Outcome<ByteSize> outcome) {}

    /// The answer of VFIO_IOMMU_GET_INFO.
    ///
    /// @param argsz bytes that it needs
    public record Information(
            int argsz, PageSizes pageSizes, long available, List<AddressRange<Iova>> ranges) {}

    /// VFIO_CHECK_EXTENSION: the positive result, 0 for no.
    public Outcome<Integer> extension(IommufdState state, int context, int extension) {
        return switch (extension) {
            // No-IOMMU counts when it is built in, whether it is switched on or not; kernels with
            // iommufd and VFIO groups are taken to have it.
            case TYPE1, TYPE1V2, UNMAP_ALL -> Outcome.ok(1);
            case NOIOMMU ->
                    Outcome.ok(host.facts().release().value().before(NOIOMMU_SINCE) ? 0 : 1);
            case DMA_CC -> coherent(state.context(context).orElseThrow());
            default -> Outcome.ok(0);
        };
    }

    private static Outcome<Integer> coherent(Context context) {
        Ioas ioas = compatible(context);
        return ioas == null
                ? none()
                : Outcome.ok(ioas.domains().stream().allMatch(d -> d.shape().coherency()) ? 1 : 0);
    }

    /// VFIO_SET_IOMMU; may be repeated. Groups without IOMMU take type 8 and no other.
    public Transition<IommufdState, Integer> setIommu(IommufdState state, int context, int type) {
        boolean untranslated = state.context(context).orElseThrow().noIommu();
        if (untranslated && type == NOIOMMU) {
            return new Transition<>(state, Outcome.ok(0));
        }
        if (untranslated || (type != TYPE1 && type != TYPE1V2)) {
            var evidence = new Evidence.OfText("type", Integer.toUnsignedString(type));
            return new Transition<>(
                    state, refuse(Errno.EINVAL, IommufdRules.COMPAT_TYPE, evidence));
        }
        Context owner = state.context(context).orElseThrow();
        Ioas ioas = compatible(owner);
        if (ioas == null) {
            return new Transition<>(state, none());
        }
        if (type == TYPE1V2) {
            return new Transition<>(state, Outcome.ok(0));
        }
        Transition<Ioas, Boolean> small = calls(ioas).hugePages(false);
        return new Transition<>(state.with(owner.with(small.state())), small.outcome().map(_ -> 0));
    }

    /// VFIO_IOMMU_MAP_DMA.
    ///
    /// @param tag a number to find the mapping again by
    public Transition<IommufdState, MapRequest> map(
            IommufdState state, int context, MapRequest request, CallingProcess caller, int tag) {
        boolean known = (request.flags() & ~(MapRequest.READ | MapRequest.WRITE)) == 0;
        if (request.argsz() < MapRequest.ARGSZ || !known) {
            return new Transition<>(state, arguments(request.argsz(), request.flags()));
        }
        Context owner = state.context(context).orElseThrow();
        Ioas ioas = compatible(owner);
        if (ioas == null) {
            return new Transition<>(state, none());
        }
        boolean write = (request.flags() & MapRequest.WRITE) != 0;
        UserPages pages = owner.pagesOf(caller, write, tag);
        boolean read = (request.flags() & MapRequest.READ) != 0;
        Transition<Ioas, Iova> done =
                new IoasMap(ioas, host.facts().release().value())
                        .memory(
                                new Area(request.address(), pages, read, write),
                                request.size(),
                                request.iova(),
                                true);
        if (done.outcome() instanceof Outcome.Refusal<Iova> refusal) {
            return new Transition<>(state, refusal.as());
        }
        var mapped =
                new Transition<>(
                        state.with(owner.with(done.state()).withPagesMade()), Outcome.ok(request));
        return pages.accounting() == Accounting.NONE ? mapped : PinnedPages.limited(state, mapped);
    }

    /// VFIO_IOMMU_UNMAP_DMA.
    public Unmapped unmap(IommufdState state, int context, UnmapRequest request) {
        boolean known = (request.flags() & ~UnmapRequest.ALL) == 0;
        if (request.argsz() < UnmapRequest.ARGSZ || !known) {
            return new Unmapped(state, null, arguments(request.argsz(), request.flags()));
        }
        Context owner = state.context(context).orElseThrow();
        Ioas ioas = compatible(owner);
        if (ioas == null) {
            return new Unmapped(state, null, none());
        }
        boolean all = (request.flags() & UnmapRequest.ALL) != 0;
        boolean range = request.iova().unsignedBits() != 0 || !request.size().isZero();
        if (all && range) {
            return new Unmapped(state, null, arguments(request.argsz(), request.flags()));
        }
        IoasUnmap.Unmapped done = all ? new IoasUnmap(ioas).all() : unmapRange(ioas, request);
        return new Unmapped(state.with(owner.with(done.ioas())), done.removed(), done.outcome());
    }

    /// With type 1 the mappings are cut at both ends of the range first.
    private static IoasUnmap.Unmapped unmapRange(Ioas ioas, UnmapRequest request) {
        Ioas cut = ioas;
        if (ioas.smallPages() && !request.size().isZero()) {
            long first = request.iova().unsignedBits();
            long last = first + request.size().unsignedBytes() - 1;
            for (long end : first == 0 ? new long[] {last} : new long[] {last, first - 1}) {
                Transition<Ioas, Iova> step = new IoasUnmap(cut).cutAfter(Iova.of(end));
                if (step.outcome() instanceof Outcome.Refusal<Iova> refusal) {
                    return new IoasUnmap.Unmapped(cut, ByteSize.ZERO, refusal.as());
                }
                cut = step.state();
            }
        }
        return new IoasUnmap(cut).range(request.iova(), request.size());
    }

    /// VFIO_IOMMU_GET_INFO.
    public Outcome<Information> information(IommufdState state, int context) {
        Ioas ioas = compatible(state.context(context).orElseThrow());
        if (ioas == null) {
            return none();
        }
        long sizes = -1L;
        for (IoasDomain domain : ioas.domains()) {
            sizes &= domain.shape().pageSizes().bitmap();
        }
        long page = ioas.page().unsignedBytes();
        if ((sizes & page - 1) != 0) {
            sizes = (sizes & -page) | page;
        }
        List<AddressRange<Iova>> ranges = ioas.ranges();
        return Outcome.ok(
                new Information(
                        56 + 16 * ranges.size(), new PageSizes(sizes), 0xffffffffL, ranges));
    }

    /// IOMMU_VFIO_IOAS with GET: the id of the IOAS that these calls work on.
    ///
    /// Source: `vfio_compat.c:iommufd_vfio_ioas`.
    public Outcome<Integer> chosen(IommufdState state, int context) {
        Ioas ioas = compatible(state.context(context).orElseThrow());
        return ioas == null ? none() : Outcome.ok(ioas.id());
    }

    /// IOMMU_VFIO_IOAS with SET, or with CLEAR.
    ///
    /// @param ioas null to clear
    public Transition<IommufdState, Integer> choose(
            IommufdState state, int context, @Nullable Integer ioas) {
        Context owner = state.context(context).orElseThrow();
        if (ioas != null && owner.ioas(ioas).isEmpty()) {
            var which = new Evidence.OfText("", Integer.toUnsignedString(ioas));
            return new Transition<>(state, refuse(Errno.ENOENT, IommufdRules.NO_OBJECT, which));
        }
        return new Transition<>(
                state.with(owner.withCompatible(ioas)), Outcome.ok(ioas == null ? 0 : ioas));
    }

    /// What every other call of a container answers.
    public <V> Outcome<V> unknown(String call) {
        return refuse(Errno.ENOTTY, IommufdRules.COMPAT_UNKNOWN, new Evidence.OfText("", call));
    }

    private IoasCalls calls(Ioas ioas) {
        return new IoasCalls(ioas, host.facts().release().value());
    }

    private static @Nullable Ioas compatible(Context context) {
        Integer id = context.compatible();
        return id == null ? null : context.ioas(id).orElseThrow();
    }

    private static <V> Outcome<V> none() {
        return refuse(Errno.ENODEV, IommufdRules.NO_COMPATIBLE);
    }

    private static <V> Outcome<V> arguments(int argsz, int flags) {
        return refuse(
                Errno.EINVAL,
                IommufdRules.COMPAT_ARGUMENTS,
                new Evidence.OfText("argsz " + argsz + ", flags", Integer.toHexString(flags)));
    }
}
