package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import java.util.Optional;

/// IOMMU_OPTION. Callers have CAP_SYS_RESOURCE here.
///
/// Source: `drivers/iommu/iommufd/main.c:iommufd_option`.
///
/// @param release the running kernel
public record OptionCalls(KernelRelease release) {

    private static final int RLIMIT_MODE = 0;
    private static final int HUGE_PAGES = 1;
    private static final int SET = 0;
    private static final int GET = 1;

    /// The arguments of a call.
    ///
    /// @param option which
    /// @param op 0 to set, 1 to get
    /// @param object the IOAS, for options of one
    /// @param value to set, unsigned
    public record Request(int option, int op, int object, long value) {}

    /// Gives the value, that of the caller for a SET.
    public Transition<IommufdState, Long> call(IommufdState state, int context, Request request) {
        Context owner = state.context(context).orElseThrow();
        return switch (request.option()) {
            case RLIMIT_MODE -> rlimitMode(state, owner, request);
            case HUGE_PAGES -> hugePages(state, owner, request);
            default -> new Transition<>(state, unknown(request));
        };
    }

    /// Source: `ioas.c:iommufd_option_rlimit_mode`.
    private static Transition<IommufdState, Long> rlimitMode(
            IommufdState state, Context owner, Request request) {
        if (request.object() != 0) {
            return new Transition<>(state, unknown(request));
        }
        if (request.op() == GET) {
            long mode = owner.accounting() == Accounting.MM ? 1 : 0;
            return new Transition<>(state, Outcome.ok(mode));
        }
        if (request.op() != SET) {
            return new Transition<>(state, unknown(request));
        }
        if (!owner.isEmpty()) {
            return new Transition<>(state, refuse(Errno.EBUSY, IommufdRules.HAS_OBJECTS));
        }
        if (request.value() != 0 && request.value() != 1) {
            return new Transition<>(state, badValue(request));
        }
        Accounting mode = request.value() == 1 ? Accounting.MM : Accounting.USER;
        return new Transition<>(
                state.with(owner.withAccounting(mode)), Outcome.ok(request.value()));
    }

    /// Source: `ioas.c:iommufd_ioas_option_huge_pages`.
    private Transition<IommufdState, Long> hugePages(
            IommufdState state, Context owner, Request request) {
        Optional<Ioas> ioas = owner.ioas(request.object());
        if (ioas.isEmpty()) {
            var which = new Evidence.OfText("", Integer.toUnsignedString(request.object()));
            return new Transition<>(state, refuse(Errno.ENOENT, IommufdRules.NO_OBJECT, which));
        }
        if (request.op() == GET) {
            long on = ioas.get().smallPages() ? 0 : 1;
            return new Transition<>(state, Outcome.ok(on));
        }
        if (request.op() != SET) {
            return new Transition<>(state, unknown(request));
        }
        if (request.value() != 0 && request.value() != 1) {
            return new Transition<>(state, badValue(request));
        }
        Transition<Ioas, Boolean> set =
                new IoasCalls(ioas.get(), release).hugePages(request.value() == 1);
        return new Transition<>(
                state.with(owner.with(set.state())), set.outcome().map(_ -> request.value()));
    }

    private static Outcome<Long> unknown(Request request) {
        return refuse(
                Errno.EOPNOTSUPP,
                IoasRules.BAD_OPTION,
                new Evidence.OfText(
                        "option " + request.option() + " op", Integer.toString(request.op())));
    }

    private static Outcome<Long> badValue(Request request) {
        return refuse(
                Errno.EINVAL,
                IoasRules.BAD_OPTION,
                new Evidence.OfText("value", Long.toUnsignedString(request.value())));
    }
}
