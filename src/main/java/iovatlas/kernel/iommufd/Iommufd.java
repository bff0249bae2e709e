package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommu.DomainShape;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The calls that user space makes on `/dev/iommu` itself, each from a state to the state after it and
/// the answer. Numbers of contexts have to name open ones; ids of objects may be any number.
///
/// Source: `drivers/iommu/iommufd/main.c`, `drivers/iommu/iommufd/ioas.c`.
///
/// @param host the machine now
public record Iommufd(IommufdHost host) {

    /// Opens `/dev/iommu`; gives the number of the new context.
    public Transition<IommufdState, Integer> open(IommufdState state) {
        int number = state.contextsMade();
        Context made = Context.open(number, host.facts().pageSize().value());
        return new Transition<>(state.with(made), Outcome.ok(number));
    }

    /// IOMMU_IOAS_ALLOC; gives the id.
    public Transition<IommufdState, Integer> allocate(IommufdState state, int context, int flags) {
        if (flags != 0) {
            return new Transition<>(
                    state, refuse(Errno.EOPNOTSUPP, IoasRules.BAD_FLAGS, number(flags)));
        }
        Context owner = of(state, context);
        int id = owner.freeId();
        return new Transition<>(
                state.with(owner.with(Ioas.empty(id, owner.page()))), Outcome.ok(id));
    }

    /// IOMMU_DESTROY: gives the id of what is gone. Whatever somebody else uses stays: a device its VFIO
    /// file, a page table the devices attached to it, an IOAS its page tables and accesses.
    ///
    /// Source: `drivers/iommu/iommufd/main.c:iommufd_destroy` (6.2 on).
    public Transition<IommufdState, Integer> destroy(IommufdState state, int context, int id) {
        Context owner = of(state, context);
        Optional<Evidence> user = userOf(owner, id);
        if (user.isPresent()) {
            return new Transition<>(
                    state, refuse(Errno.EBUSY, IommufdRules.IN_USE, object(owner, id), user.get()));
        }
        if (owner.hwpt(id).isPresent()) {
            return new Transition<>(state.with(owner.withoutHwpt(id)), Outcome.ok(id));
        }
        return owner.ioas(id).isPresent()
                ? new Transition<>(state.with(owner.withoutIoas(id)), Outcome.ok(id))
                : new Transition<>(state, missing(id));
    }

    /// Who keeps an object from being destroyed; empty for one that nobody uses, or that is not there.
    private static Optional<Evidence> userOf(Context owner, int id) {
        Optional<BoundDevice> device = owner.device(id);
        if (device.isPresent()) {
            return Optional.of(new Evidence.OfFunction("the VFIO file of", device.get().at()));
        }
        Access access = owner.accesses().get(id);
        if (access != null) {
            return Optional.of(new Evidence.OfText("the VFIO file of", access.device()));
        }
        if (owner.hwpt(id).isPresent()) {
            return owner.attachedTo(id).stream()
                    .findFirst()
                    .map(user -> new Evidence.OfFunction("", user.at()));
        }
        return owner.ioas(id).flatMap(ioas -> userOf(owner, ioas));
    }

    private static Optional<Evidence> userOf(Context owner, Ioas ioas) {
        Optional<Evidence> table =
                ioas.domains().stream()
                        .findFirst()
                        .map(domain ->
                                new Evidence.OfText("page table", Integer.toString(domain.hwpt())));
        return table.or(() ->
                owner.accesses().values().stream()
                        .filter(access -> access.isAttachedTo(ioas.id()))
                        .findFirst()
                        .map(access -> new Evidence.OfText("", access.device())));
    }

    private static Evidence object(Context owner, int id) {
        String kind =
                owner.hwpt(id).isPresent()
                        ? "page table"
                        : owner.ioas(id).isPresent() ? "IOAS" : "device";
        return new Evidence.OfText(kind, Integer.toString(id));
    }

    /// IOMMU_IOAS_IOVA_RANGES: the IOAS, of which ranges and alignment are told.
    public Outcome<Ioas> ranges(IommufdState state, int context, int id) {
        return of(state, context).ioas(id).<Outcome<Ioas>>map(Outcome::ok).orElse(missing(id));
    }

    /// IOMMU_IOAS_ALLOW_IOVAS.
    public Transition<IommufdState, Boolean> allow(
            IommufdState state, int context, int id, List<AllowedInterval> intervals) {
        return onIoas(state, context, id, calls -> calls.allow(intervals));
    }

    /// IOMMU_IOAS_MAP; gives the IOVA.
    ///
    /// @param tag a number to find the mapping again by
    public Transition<IommufdState, Iova> map(
            IommufdState state,
            int context,
            int id,
            IoasMapRequest request,
            CallingProcess caller,
            int tag) {
        Outcome<Iova> refusal =
                IoasCalls.invalid(
                        request.flags(),
                        request.iova().unsignedBits(),
                        request.length().unsignedBytes());
        if (refusal != null) {
            return new Transition<>(state, refusal);
        }
        boolean write = (request.flags() & IoasMapRequest.WRITE) != 0;
        UserPages pages = of(state, context).pagesOf(caller, write, tag);
        Transition<IommufdState, Iova> mapped =
                onIoas(state, context, id, calls -> calls.map(request, pages));
        if (!mapped.outcome().isOk()) {
            return mapped;
        }
        Context made = of(mapped.state(), context).withPagesMade();
        var counted = new Transition<>(mapped.state().with(made), mapped.outcome());
        return pages.accounting() == Accounting.NONE
                ? counted
                : PinnedPages.limited(state, counted);
    }

    /// IOMMU_IOAS_COPY; gives the IOVA in the destination.
    public Transition<IommufdState, Iova> copy(
            IommufdState state, int context, int to, int from, IoasCopyRequest request) {
        Outcome<Iova> refusal =
                IoasCalls.invalid(
                        request.flags(),
                        request.length().unsignedBytes(),
                        request.source().unsignedBits(),
                        request.destination().unsignedBits());
        Optional<Ioas> source = of(state, context).ioas(from);
        if (refusal != null || source.isEmpty()) {
            return new Transition<>(state, refusal == null ? missing(from) : refusal);
        }
        return switch (new IoasCalls(source.get(), release())
                .pages(request.source(), request.length())) {
            case Outcome.Refusal<List<IoasMap.Piece>> hole -> new Transition<>(state, hole.as());
            case Outcome.Success<List<IoasMap.Piece>> pieces ->
                    PinnedPages.limited(
                            state,
                            onIoas(
                                    state,
                                    context,
                                    to,
                                    calls -> calls.copy(request, pieces.value())));
        };
    }

    /// IOMMU_IOAS_UNMAP; gives the bytes. What was unmapped before a refusal stays unmapped.
    public Transition<IommufdState, ByteSize> unmap(
            IommufdState state, int context, int id, Iova iova, ByteSize length) {
        return onIoas(state, context, id, calls -> calls.unmap(iova, length));
    }

    /// IOMMU_HWPT_ALLOC without data; gives the id.
    ///
    /// Source: `drivers/iommu/iommufd/hw_pagetable.c:iommufd_hwpt_alloc`.
    public Transition<IommufdState, Integer> allocateTable(
            IommufdState state, int context, int device, int parent, int flags) {
        Context owner = of(state, context);
        Optional<BoundDevice> bound = owner.device(device);
        if (bound.isEmpty()) {
            return new Transition<>(state, missing(device));
        }
        if (owner.ioas(parent).isEmpty()) {
            KernelRule rule = IommufdRules.NOT_A_TABLE;
            return new Transition<>(state, refuse(Errno.EINVAL, rule, number(parent)));
        }
        Optional<DomainShape> shape = host.shapeOf(bound.get().at(), flags);
        if (shape.isEmpty()) {
            KernelRule rule = IommufdRules.BAD_FLAGS;
            return new Transition<>(state, refuse(Errno.EOPNOTSUPP, rule, number(flags)));
        }
        Hwpt made = Hwpt.made(owner.freeId(), parent, false, shape.get());
        return switch (Attaching.added(owner.with(made), made)) {
            case Outcome.Refusal<Attaching.Attached> refusal ->
                    new Transition<>(state, refusal.as());
            case Outcome.Success<Attaching.Attached> done ->
                    PinnedPages.limited(
                            state,
                            new Transition<>(
                                    state.with(done.value().context()), Outcome.ok(made.id())));
        };
    }

    /// IOMMU_GET_HW_INFO.
    public Outcome<HardwareInformation> hardware(IommufdState state, int context, int device) {
        return of(state, context)
                .device(device)
                .<Outcome<HardwareInformation>>map(d -> Outcome.ok(host.hardwareOf(d.at())))
                .orElse(missing(device));
    }

    private <V> Transition<IommufdState, V> onIoas(
            IommufdState state,
            int context,
            int id,
            Function<IoasCalls, Transition<Ioas, V>> call) {
        Context owner = of(state, context);
        @Nullable Ioas ioas = owner.ioas(id).orElse(null);
        if (ioas == null) {
            return new Transition<>(state, missing(id));
        }
        Transition<Ioas, V> done = call.apply(new IoasCalls(ioas, release()));
        return new Transition<>(state.with(owner.with(done.state())), done.outcome());
    }

    private static <V> Outcome<V> missing(int id) {
        return refuse(Errno.ENOENT, IommufdRules.NO_OBJECT, number(id));
    }

    private static Evidence number(int value) {
        return new Evidence.OfText("", Integer.toUnsignedString(value));
    }

    private static Context of(IommufdState state, int context) {
        return state.context(context).orElseThrow();
    }

    private KernelRelease release() {
        return host.facts().release().value();
    }
}
