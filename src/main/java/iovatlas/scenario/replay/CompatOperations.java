package iovatlas.scenario.replay;

import static iovatlas.scenario.replay.ResultFields.failed;
import static iovatlas.scenario.replay.ResultFields.hex;
import static iovatlas.scenario.replay.ResultFields.returned;

import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommufd.CompatCalls;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.kernel.vfio.MapRequest;
import iovatlas.kernel.vfio.UnmapRequest;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Container operations while the current container is an iommufd context.
///
/// @param process that makes the calls
record CompatOperations(ProbeProcess process) {

    /// The answer, null for an operation of another kind or a current container of VFIO's own.
    @Nullable ResultFields run(String op, Arguments args) {
        int context = process.compatible().orElse(ProbeProcess.CLOSED);
        if (context == ProbeProcess.CLOSED) {
            return null;
        }
        return switch (op) {
            case "CCLOSE" -> {
                process.forgetContainer();
                yield returned(0);
            }
            case "EXT" -> value(calls().extension(process.users(), context, args.integer(0)));
            case "SETIOMMU" -> setIommu(context, args.integer(0));
            case "INFO" -> information(context);
            case "MAP" -> map(context, args);
            case "UNMAP" -> unmap(context, args);
            case "DIRTY_START", "DIRTY_STOP", "DIRTY_GET" -> value(calls().unknown(op));
            default -> null;
        };
    }

    private CompatCalls calls() {
        return new CompatCalls(process.machine().vfioHost());
    }

    private static ResultFields value(Outcome<Integer> outcome) {
        return switch (outcome) {
            case Outcome.Refusal<Integer> refusal -> failed(refusal);
            case Outcome.Success<Integer> success ->
                    returned(success.value()).because(success.why());
        };
    }

    private ResultFields setIommu(int context, int type) {
        Transition<IommufdState, Integer> set = calls().setIommu(process.users(), context, type);
        process.users(set.state());
        return value(set.outcome());
    }

    private ResultFields map(int context, Arguments args) {
        var request =
                new MapRequest(
                        args.has(4) ? args.integer(4) : MapRequest.ARGSZ,
                        args.integer(3),
                        args.address(2),
                        args.iova(0),
                        args.size(1));
        Transition<IommufdState, MapRequest> mapped =
                calls().map(process.users(), context, request, process.process(), 0);
        process.users(mapped.state());
        return ResultFields.of(mapped.outcome());
    }

    private ResultFields unmap(int context, Arguments args) {
        var request =
                new UnmapRequest(
                        args.has(3) ? args.integer(3) : UnmapRequest.ARGSZ,
                        args.integer(2),
                        args.iova(0),
                        args.size(1));
        CompatCalls.Unmapped unmapped = calls().unmap(process.users(), context, request);
        process.users(unmapped.state());
        long size = unmapped.size() == null ? args.number(1) : unmapped.size().unsignedBytes();
        return ResultFields.of(unmapped.outcome()).with("size", hex(size));
    }

    private ResultFields information(int context) {
        return switch (calls().information(process.users(), context)) {
            case Outcome.Refusal<CompatCalls.Information> refusal -> failed(refusal);
            case Outcome.Success<CompatCalls.Information> success -> print(success.value());
        };
    }

    private static ResultFields print(CompatCalls.Information info) {
        return returned(0)
                .with("argsz", info.argsz())
                .with("flags", hex(3))
                .with("pgsizes", hex(info.pageSizes().bitmap()))
                .with("dma_avail", info.available())
                .with(
                        "iova_ranges",
                        info.ranges().stream()
                                .map(r ->
                                        List.of(
                                                hex(r.first().unsignedBits()),
                                                hex(r.last().unsignedBits())))
                                .toList());
    }
}
