package iovatlas.scenario.replay;

import static iovatlas.scenario.replay.ResultFields.failed;
import static iovatlas.scenario.replay.ResultFields.hex;
import static iovatlas.scenario.replay.ResultFields.returned;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommufd.Iommufd;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.kernel.vfio.Type1Information;
import iovatlas.kernel.vfio.VfioState;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;

/// Operations on the current container, mappings apart.
///
/// @param process that makes the calls
record ContainerOperations(ProbeProcess process) {

    /// The answer, null for an operation of another kind.
    @Nullable ResultFields run(String op, Arguments args) {
        return switch (op) {
            case "CONTAINER" -> open(args.text(0));
            case "USE" -> use(args);
            case "CCLOSE" -> close();
            case "GETVER" -> onContainer(returned(0));
            case "EXT" -> extension(args);
            case "SETIOMMU" -> setIommu(args);
            case "INFO" -> information();
            default -> null;
        };
    }

    /// Without the node there is no descriptor, but the probe counts it all the same.
    private ResultFields open(String kind) {
        if (kind.equals("iommufd") && process.machine().facts().iommufd().value()) {
            Transition<IommufdState, Integer> opened =
                    new Iommufd(process.machine().vfioHost()).open(process.users());
            process.users(opened.state());
            int context = opened.state().contextsMade() - 1;
            int place = process.addContainer(ProbeProcess.containerOf(context));
            return returned(0).with("container", place);
        }
        boolean there =
                !kind.equals("iommufd") && process.machine().facts().groupInterface().value();
        if (!there) {
            int place = process.addContainer(ProbeProcess.CLOSED);
            return failed(Errno.ENOENT).with("container", place);
        }
        Transition<VfioState, Integer> opened = process.vfio().openContainer(process.state());
        process.state(opened.state());
        int place = process.addContainer(opened.state().containersMade() - 1);
        return returned(0).with("container", place);
    }

    private ResultFields use(Arguments args) {
        return process.use(args.integer(0)) ? returned(0) : failed(Errno.EBADF);
    }

    private ResultFields close() {
        int container = process.container();
        process.forgetContainer();
        if (container == ProbeProcess.CLOSED) {
            return failed(Errno.EBADF);
        }
        process.state(process.vfio().closeContainer(process.state(), container));
        return returned(0);
    }

    private ResultFields onContainer(ResultFields answer) {
        return process.container() == ProbeProcess.CLOSED ? failed(Errno.EBADF) : answer;
    }

    private ResultFields extension(Arguments args) {
        int container = process.container();
        return container == ProbeProcess.CLOSED
                ? failed(Errno.EBADF)
                : returned(
                        process.vfio().checkExtension(process.state(), container, args.integer(0)));
    }

    private ResultFields setIommu(Arguments args) {
        int container = process.container();
        if (container == ProbeProcess.CLOSED) {
            return failed(Errno.EBADF);
        }
        Transition<VfioState, Integer> set =
                process.vfio().setIommu(process.state(), container, args.integer(0));
        process.state(set.state());
        return ResultFields.of(set.outcome());
    }

    private ResultFields information() {
        int container = process.container();
        if (container == ProbeProcess.CLOSED) {
            return failed(Errno.EBADF);
        }
        return switch (process.vfio().information(process.state(), container)) {
            case Outcome.Refusal<Type1Information> refusal -> failed(refusal);
            case Outcome.Success<Type1Information> success -> print(success.value());
        };
    }

    private static ResultFields print(Type1Information info) {
        ResultFields fields =
                returned(0)
                        .with("argsz", info.argsz())
                        .with("flags", hex(info.flags()))
                        .with("pgsizes", hex(info.pageSizes().bitmap()));
        if (info.migration()) {
            var migration = new LinkedHashMap<String, Object>();
            migration.put("flags", 0);
            migration.put("pgsize_bitmap", hex(Long.lowestOneBit(info.pageSizes().bitmap())));
            migration.put("max_dirty_bitmap_size", Type1Information.LARGEST_BITMAP.unsignedBytes());
            fields.with("migration", migration).with("dma_avail", info.available());
        }
        if (!info.ranges().isEmpty()) {
            fields.with(
                    "iova_ranges",
                    info.ranges().stream()
                            .map(r ->
                                    List.of(
                                            hex(r.first().unsignedBits()),
                                            hex(r.last().unsignedBits())))
                            .toList());
        }
        return fields;
    }
}
