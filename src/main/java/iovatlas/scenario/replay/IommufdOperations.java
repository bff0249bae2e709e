package iovatlas.scenario.replay;

import static iovatlas.scenario.replay.ResultFields.failed;
import static iovatlas.scenario.replay.ResultFields.hex;
import static iovatlas.scenario.replay.ResultFields.returned;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommufd.AllowedInterval;
import iovatlas.kernel.iommufd.Ioas;
import iovatlas.kernel.iommufd.IoasCopyRequest;
import iovatlas.kernel.iommufd.IoasMapRequest;
import iovatlas.kernel.iommufd.Iommufd;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.kernel.iommufd.OptionCalls;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Operations on `/dev/iommu`.
///
/// @param process that makes the calls
record IommufdOperations(ProbeProcess process) {

    private static final int MOST_INTERVALS = 16;
    private static final Set<String> ON_CONTEXT =
            Set.of(
                    "IOAS_ALLOC",
                    "DESTROY",
                    "IOAS_RANGES",
                    "IOAS_ALLOW",
                    "IOAS_MAP",
                    "IOAS_COPY",
                    "IOAS_UNMAP",
                    "OPTION");

    /// The answer, null for an operation of another kind.
    @Nullable ResultFields run(String op, Arguments args) {
        if (op.equals("IOMMUFD")) {
            return open();
        }
        if (!ON_CONTEXT.contains(op)) {
            return null;
        }
        int context = process.iommufd();
        if (context == ProbeProcess.CLOSED) {
            return closed(op, args);
        }
        return switch (op) {
            case "IOAS_ALLOC" -> allocate(context, args.integer(0));
            case "DESTROY" -> of(calls().destroy(process.users(), context, object(args, 0)));
            case "IOAS_RANGES" -> ranges(context, args);
            case "IOAS_ALLOW" -> allow(context, args);
            case "IOAS_MAP" -> map(context, args);
            case "IOAS_COPY" -> copy(context, args);
            case "IOAS_UNMAP" -> unmap(context, args);
            default -> option(context, args);
        };
    }

    /// What the probe prints when there is no context.
    private static ResultFields closed(String op, Arguments args) {
        ResultFields fields = failed(Errno.EBADF);
        return switch (op) {
            case "IOAS_UNMAP" -> fields.with("length", hex(args.number(2)));
            case "OPTION" -> fields.with("val", args.number(3));
            default -> fields;
        };
    }

    private Iommufd calls() {
        return new Iommufd(process.machine().vfioHost());
    }

    private int object(Arguments args, int index) {
        return process.object(args.number(index));
    }

    private ResultFields of(Transition<IommufdState, ?> step) {
        process.users(step.state());
        return ResultFields.of(step.outcome());
    }

    private ResultFields open() {
        if (!process.machine().facts().iommufd().value()) {
            process.iommufd(ProbeProcess.CLOSED);
            return failed(Errno.ENOENT);
        }
        Transition<IommufdState, Integer> opened = calls().open(process.users());
        process.iommufd(opened.state().contextsMade() - 1);
        return of(opened);
    }

    private ResultFields allocate(int context, int flags) {
        Transition<IommufdState, Integer> made = calls().allocate(process.users(), context, flags);
        ResultFields fields = of(made);
        if (made.outcome() instanceof Outcome.Success<Integer> success) {
            fields.with("obj", process.addObject(success.value())).with("id", success.value());
        }
        return fields;
    }

    private ResultFields ranges(int context, Arguments args) {
        return switch (calls().ranges(process.users(), context, object(args, 0))) {
            case Outcome.Refusal<Ioas> refusal -> failed(refusal);
            case Outcome.Success<Ioas> success ->
                    returned(0)
                            .with(
                                    "iova_ranges",
                                    success.value().ranges().stream()
                                            .map(r ->
                                                    List.of(
                                                            hex(r.first().unsignedBits()),
                                                            hex(r.last().unsignedBits())))
                                            .toList())
                            .with("alignment", hex(success.value().alignment().unsignedBytes()));
        };
    }

    private ResultFields allow(int context, Arguments args) {
        var intervals = new ArrayList<AllowedInterval>();
        for (int i = 1; i + 1 < args.count() && intervals.size() < MOST_INTERVALS; i += 2) {
            intervals.add(new AllowedInterval(args.iova(i), args.iova(i + 1)));
        }
        return of(calls().allow(process.users(), context, object(args, 0), intervals));
    }

    private ResultFields map(int context, Arguments args) {
        var request =
                new IoasMapRequest(args.integer(1), args.address(2), args.size(3), args.iova(4));
        Transition<IommufdState, Iova> mapped =
                calls().map(
                                process.users(),
                                context,
                                object(args, 0),
                                request,
                                process.process(),
                                0);
        return placed(mapped, "iova");
    }

    private ResultFields copy(int context, Arguments args) {
        var request =
                new IoasCopyRequest(args.integer(2), args.size(3), args.iova(4), args.iova(5));
        Transition<IommufdState, Iova> copied =
                calls().copy(process.users(), context, object(args, 0), object(args, 1), request);
        return placed(copied, "dst_iova");
    }

    private ResultFields placed(Transition<IommufdState, Iova> step, String key) {
        ResultFields fields = of(step);
        if (step.outcome() instanceof Outcome.Success<Iova> success) {
            fields.with(key, hex(success.value().unsignedBits()));
        }
        return fields;
    }

    private ResultFields unmap(int context, Arguments args) {
        Transition<IommufdState, ByteSize> done =
                calls().unmap(
                                process.users(),
                                context,
                                object(args, 0),
                                args.iova(1),
                                args.size(2));
        long length =
                done.outcome() instanceof Outcome.Success<ByteSize> success
                        ? success.value().unsignedBytes()
                        : args.number(2);
        return of(done).with("length", hex(length));
    }

    private ResultFields option(int context, Arguments args) {
        int id = args.text(2).equals("-") ? 0 : object(args, 2);
        var request =
                new OptionCalls.Request(
                        args.integer(0), args.integer(1) & 0xffff, id, args.number(3));
        Transition<IommufdState, Long> done =
                new OptionCalls(process.machine().facts().release().value())
                        .call(process.users(), context, request);
        long value =
                done.outcome() instanceof Outcome.Success<Long> success
                        ? success.value()
                        : args.number(3);
        return of(done).with("val", value);
    }
}
