package iovatlas.scenario.replay;

import static iovatlas.scenario.replay.ResultFields.failed;
import static iovatlas.scenario.replay.ResultFields.hex;
import static iovatlas.scenario.replay.ResultFields.returned;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommufd.CdevCalls;
import iovatlas.kernel.iommufd.CompatGroups;
import iovatlas.kernel.iommufd.IommufdHost;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.kernel.vfio.DeviceFile;
import iovatlas.kernel.vfio.DeviceInformation;
import iovatlas.kernel.vfio.IrqInformation;
import iovatlas.kernel.vfio.IrqResult;
import iovatlas.kernel.vfio.VectorRange;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.scenario.replay.ProbeProcess.FunctionFiles;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Operations on the device file of a function.
///
/// @param process that makes the calls
record DeviceOperations(ProbeProcess process) {

    /// The answer, null for an operation of another kind.
    @Nullable ResultFields run(String op, PciAddress at, Arguments args) {
        FunctionFiles files = process.files(at);
        return switch (op) {
            case "DEVICE" -> open(files, at);
            case "DEVCLOSE" -> close(files, at);
            case "DEVINFO" -> files.holdsDevice() ? information(at) : failed(Errno.EBADF);
            case "IRQINFO" ->
                    files.holdsDevice() ? irqInformation(at, args.integer(1)) : failed(Errno.EBADF);
            case "SETIRQS" ->
                    setIrqs(
                            files,
                            new VectorRange(at, args.integer(1), args.integer(2), args.integer(3)));
            case "IRQOFF" -> setIrqs(files, new VectorRange(at, args.integer(1), 0, 0));
            case "MSIREAD" -> returned(0).with("state", registers(at));
            default -> null;
        };
    }

    private ResultFields open(FunctionFiles files, PciAddress at) {
        Optional<Integer> group = process.openGroup(files);
        if (group.isEmpty()) {
            return failed(Errno.EBADF);
        }
        if (process.users().containers().containsKey(group.get())) {
            return openInContext(files, at, group.get());
        }
        Transition<VfioState, DeviceFile> opened =
                process.vfio().openDevice(process.state(), group.get(), at);
        if (opened.outcome().isOk() && process.state().device(at).isEmpty()) {
            process.interrupts(process.interrupts().reset(at));
        }
        process.state(opened.state());
        if (opened.outcome().isOk() && files.holdsDevice()) {
            // The probe keeps one descriptor of a function and closes any other at once.
            process.state(process.vfio().closeDevice(process.state(), at));
        } else if (opened.outcome().isOk()) {
            files.holdsDevice(true);
        }
        return ResultFields.of(opened.outcome());
    }

    private ResultFields openInContext(FunctionFiles files, PciAddress at, int group) {
        var groups = new CompatGroups(process.machine().vfioHost());
        Transition<IommufdState, PciAddress> opened = groups.openDevice(process.users(), group, at);
        if (opened.outcome().isOk() && process.users().device(at).isEmpty()) {
            process.interrupts(process.interrupts().reset(at));
        }
        process.users(opened.state());
        if (opened.outcome().isOk() && files.holdsDevice()) {
            process.users(groups.closeDevice(process.users(), at));
        } else if (opened.outcome().isOk()) {
            files.holdsDevice(true);
        }
        return ResultFields.of(opened.outcome());
    }

    private void closeFile(FunctionFiles files, PciAddress at) {
        IommufdHost host = process.machine().vfioHost();
        if (files.usesCdev()) {
            // The descriptor that the probe holds twice is closed once, and with it the file.
            files.usesCdev(false);
            process.users(new CdevCalls(host).close(process.users(), at));
        } else if (process.users().device(at).isPresent()) {
            process.users(new CompatGroups(host).closeDevice(process.users(), at));
        } else {
            process.state(process.vfio().closeDevice(process.state(), at));
        }
    }

    private ResultFields close(FunctionFiles files, PciAddress at) {
        if (!files.holdsDevice()) {
            return failed(Errno.EBADF);
        }
        files.holdsDevice(false);
        closeFile(files, at);
        if (process.state().device(at).isEmpty() && process.users().device(at).isEmpty()) {
            process.interrupts(process.interrupts().closed(at));
        }
        return returned(0);
    }

    private ResultFields information(PciAddress at) {
        DeviceInformation info = process.vfio().deviceInformation(at);
        return returned(0)
                .with("flags", hex(info.flags()))
                .with("num_regions", info.regions())
                .with("num_irqs", info.irqs());
    }

    private ResultFields irqInformation(PciAddress at, int index) {
        return switch (process.vfio().irqInformation(process.interrupts(), at, index)) {
            case Outcome.Refusal<IrqInformation> refusal -> failed(refusal);
            case Outcome.Success<IrqInformation> success ->
                    returned(0)
                            .with("count", success.value().count())
                            .with("flags", hex(success.value().flags()));
        };
    }

    private ResultFields setIrqs(FunctionFiles files, VectorRange range) {
        if (!files.holdsDevice()) {
            return failed(Errno.EBADF);
        }
        if (process.users().device(range.at()).isPresent()) {
            CdevCalls.IrqsSet set =
                    new CdevCalls(process.machine().vfioHost())
                            .setIrqs(process.users(), process.interrupts(), range);
            process.users(set.state());
            process.interrupts(set.interrupts());
            return counted(set.outcome());
        }
        IrqResult result = process.vfio().setIrqs(process.state(), process.interrupts(), range);
        process.state(result.state());
        process.interrupts(result.interrupts());
        return counted(result.outcome());
    }

    private static ResultFields counted(Outcome<Integer> outcome) {
        return switch (outcome) {
            case Outcome.Refusal<Integer> refusal -> failed(refusal);
            case Outcome.Success<Integer> success ->
                    returned(success.value()).because(success.why());
        };
    }

    private Object registers(PciAddress at) {
        return RegisterText.of(
                at,
                process.vfio().host().function(at).orElse(null),
                process.interrupts().registers(at));
    }
}
