package iovatlas.diagram.iova;

import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;

import java.util.ArrayList;
import java.util.List;

/// Reads from a scenario what IOVA maps show at one moment.
public final class IovaMapReader {

    private IovaMapReader() {}

    /// One map a container or IOAS, in the document's order; for a machine without any, one map of
    /// what is reserved in its groups.
    ///
    /// @param step 0 is right after boot
    public static List<IovaMapModel> read(Timeline timeline, int step) {
        KernelState state = timeline.state(step);
        List<StepResult> results = timeline.results().subList(0, step);
        var models = new ArrayList<IovaMapModel>();
        for (SpaceView space : state.spaces()) {
            models.add(new SpaceMapReader(state, results, space).read());
        }
        if (models.isEmpty()) {
            models.add(new GroupMapReader(state.groups()).read());
        }
        return List.copyOf(models);
    }
}
