package iovatlas.scenario.replay;

import static iovatlas.scenario.replay.ResultFields.failed;
import static iovatlas.scenario.replay.ResultFields.returned;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommufd.CompatGroups;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.kernel.vfio.GroupFile;
import iovatlas.kernel.vfio.GroupStatus;
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

    private CompatGroups groups() {
        return new CompatGroups(process.machine().vfioHost());
    }

    private ResultFields open(FunctionFiles files) {
        Transition<IommufdState, GroupFile> opened = groups().open(process.users(), files.group());
        process.users(opened.state());
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
        process.users(groups().close(process.users(), files.group()));
        return returned(0);
    }

    private ResultFields status(FunctionFiles files) {
        Optional<Integer> group = process.openGroup(files);
        GroupStatus status =
                group.map(g -> groups().status(process.users(), g))
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
        Transition<IommufdState, GroupFile> set =
                process.compatible()
                        .map(c -> groups().setContext(process.users(), group.get(), c))
                        .orElseGet(() ->
                                groups().setContainer(process.users(), group.get(), container));
        process.users(set.state());
        return ResultFields.of(set.outcome());
    }

    private ResultFields detach(FunctionFiles files) {
        Optional<Integer> group = process.openGroup(files);
        if (group.isEmpty()) {
            return failed(Errno.EBADF);
        }
        Transition<IommufdState, GroupFile> unset = groups().unset(process.users(), group.get());
        process.users(unset.state());
        return ResultFields.of(unset.outcome());
    }
}
