package iovatlas.scenario.replay;

import static iovatlas.scenario.replay.ResultFields.failed;
import static iovatlas.scenario.replay.ResultFields.returned;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Transition;
import iovatlas.kernel.vfio.GroupFile;
import iovatlas.kernel.vfio.GroupStatus;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.scenario.replay.ProbeProcess.FunctionFiles;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Operations on the group of a function.
///
/// @param process that makes the calls
record GroupOperations(ProbeProcess process) {

    /// The answer, null for an operation of another kind.
    @Nullable ResultFields run(String op, FunctionFiles files) {
        return switch (op) {
            case "GOPEN" -> open(files);
            case "GCLOSE" -> close(files);
            case "GSTATUS" -> status(files);
            case "GATTACH" -> attach(files);
            case "GDETACH" -> detach(files);
            default -> null;
        };
    }

    private ResultFields open(FunctionFiles files) {
        Transition<VfioState, GroupFile> opened =
                process.vfio().openGroup(process.state(), files.group());
        process.state(opened.state());
        if (opened.outcome().isOk()) {
            files.holdsGroup(true);
        }
        return ResultFields.of(opened.outcome()).with("group", files.group());
    }

    private ResultFields close(FunctionFiles files) {
        if (!files.holdsGroup()) {
            return failed(Errno.EBADF);
        }
        files.holdsGroup(false);
        process.state(process.vfio().closeGroup(process.state(), files.group()));
        return returned(0);
    }

    private ResultFields status(FunctionFiles files) {
        Optional<Integer> group = process.openGroup(files);
        GroupStatus status =
                group.map(g -> process.vfio().groupStatus(process.state(), g))
                        .orElse(new GroupStatus(false, false));
        return (group.isPresent() ? returned(0) : failed(Errno.EBADF))
                .with("viable", status.viable())
                .with("container_set", status.inContainer());
    }

    private ResultFields attach(FunctionFiles files) {
        Optional<Integer> group = process.openGroup(files);
        int container = process.container();
        if (group.isEmpty() || container == ProbeProcess.CLOSED) {
            return failed(Errno.EBADF);
        }
        Transition<VfioState, GroupFile> set =
                process.vfio().setContainer(process.state(), group.get(), container);
        process.state(set.state());
        return ResultFields.of(set.outcome());
    }

    private ResultFields detach(FunctionFiles files) {
        Optional<Integer> group = process.openGroup(files);
        if (group.isEmpty()) {
            return failed(Errno.EBADF);
        }
        Transition<VfioState, GroupFile> unset =
                process.vfio().unsetContainer(process.state(), group.get());
        process.state(unset.state());
        return ResultFields.of(unset.outcome());
    }
}
