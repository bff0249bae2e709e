package iovatlas.scenario.replay;

import static iovatlas.scenario.replay.ResultFields.failed;
import static iovatlas.scenario.replay.ResultFields.hex;
import static iovatlas.scenario.replay.ResultFields.returned;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommufd.CdevCalls;
import iovatlas.kernel.iommufd.HardwareInformation;
import iovatlas.kernel.iommufd.Iommufd;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.scenario.replay.ProbeProcess.FunctionFiles;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

/// Operations on the character device of a function and on its object in the context.
///
/// @param process that makes the calls
record CdevOperations(ProbeProcess process) {

    /// The answer, null for an operation of another kind.
    @Nullable ResultFields run(String op, PciAddress at, Arguments args) {
        FunctionFiles files = process.files(at);
        return switch (op) {
            case "BIND" -> bind(files, at);
            case "ATTACH" ->
                    files.holdsCdev()
                            ? attach(at, process.object(args.number(1)))
                            : failed(Errno.EBADF);
            case "DETACH" -> files.holdsCdev() ? detach(at) : failed(Errno.EBADF);
            case "CDEVCLOSE" -> files.holdsCdev() ? close(files, at) : failed(Errno.EBADF);
            case "HWPT_ALLOC" -> allocate(files, process.object(args.number(1)), args.integer(2));
            case "HW_INFO" -> hardware(files);
            default -> null;
        };
    }

    private CdevCalls calls() {
        return new CdevCalls(process.machine().vfioHost());
    }

    private ResultFields bind(FunctionFiles files, PciAddress at) {
        if (!files.holdsCdev()) {
            Transition<IommufdState, PciAddress> opened = calls().open(process.users(), at);
            process.users(opened.state());
            if (!opened.outcome().isOk()) {
                return ResultFields.of(opened.outcome()).with("step", "open");
            }
            files.holdsCdev(true);
        }
        if (process.iommufd() == ProbeProcess.CLOSED) {
            return failed(Errno.EINVAL);
        }
        Transition<IommufdState, Integer> bound =
                calls().bind(process.users(), at, process.iommufd());
        process.users(bound.state());
        if (bound.outcome() instanceof Outcome.Success<Integer> success) {
            process.interrupts(process.interrupts().reset(at));
            files.object(success.value());
            if (!files.holdsDevice()) {
                files.holdsDevice(true);
                files.usesCdev(true);
            }
        }
        return made(bound.outcome());
    }

    /// An object that was made, with its place among the probe's.
    private ResultFields made(Outcome<Integer> outcome) {
        return switch (outcome) {
            case Outcome.Refusal<Integer> refusal -> failed(refusal);
            case Outcome.Success<Integer> success ->
                    returned(0)
                            .with("obj", process.addObject(success.value()))
                            .with("id", success.value());
        };
    }

    private ResultFields attach(PciAddress at, int target) {
        Transition<IommufdState, Integer> attached = calls().attach(process.users(), at, target);
        process.users(attached.state());
        return switch (attached.outcome()) {
            case Outcome.Refusal<Integer> refusal -> failed(refusal);
            case Outcome.Success<Integer> success -> returned(0).with("pt_id", success.value());
        };
    }

    private ResultFields detach(PciAddress at) {
        Transition<IommufdState, PciAddress> detached = calls().detach(process.users(), at);
        process.users(detached.state());
        return ResultFields.of(detached.outcome());
    }

    private ResultFields close(FunctionFiles files, PciAddress at) {
        files.holdsCdev(false);
        if (files.usesCdev()) {
            files.usesCdev(false);
            files.holdsDevice(false);
            process.interrupts(process.interrupts().closed(at));
        }
        process.users(calls().close(process.users(), at));
        return returned(0);
    }

    private ResultFields allocate(FunctionFiles files, int parent, int flags) {
        int context = process.iommufd();
        if (context == ProbeProcess.CLOSED) {
            return failed(Errno.EBADF);
        }
        Transition<IommufdState, Integer> made =
                new Iommufd(process.machine().vfioHost())
                        .allocateTable(process.users(), context, files.object(), parent, flags);
        process.users(made.state());
        return made(made.outcome());
    }

    private ResultFields hardware(FunctionFiles files) {
        int context = process.iommufd();
        if (context == ProbeProcess.CLOSED) {
            return failed(Errno.EBADF);
        }
        return switch (new Iommufd(process.machine().vfioHost())
                .hardware(process.users(), context, files.object())) {
            case Outcome.Refusal<HardwareInformation> refusal -> failed(refusal);
            case Outcome.Success<HardwareInformation> success ->
                    returned(0)
                            .with("type", success.value().type())
                            .with("data_len", success.value().length())
                            .with("caps", hex(success.value().capabilities()));
        };
    }
}
