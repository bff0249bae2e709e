package iovatlas.diagram.iova;

import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.design.DesignRun;

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
        return read(timeline, step, IovaMapOptions.PLAIN);
    }

    /// The same with the layers and outlines that are asked for.
    public static List<IovaMapModel> read(Timeline timeline, int step, IovaMapOptions options) {
        KernelState state = timeline.state(step);
        List<StepResult> results = timeline.results().subList(0, step);
        var models = new ArrayList<IovaMapModel>();
        for (SpaceView space : state.spaces()) {
            models.add(new SpaceMapReader(state, results, space, options).read());
        }
        if (models.isEmpty()) {
            models.add(new GroupMapReader(state.groups()).read());
        }
        return List.copyOf(models);
    }

    /// The same as a doorbell design would have it; a what-if.
    ///
    /// @param timeline the scenario as the running kernel answers it
    public static List<IovaMapModel> read(
            Timeline timeline, int step, DesignRun run, IovaMapOptions options) {
        KernelState state = timeline.state(step);
        List<StepResult> results = timeline.results().subList(0, step);
        var findings = new DesignFindings(run, results);
        return run.spaces(step).stream()
                .map(space ->
                        new SpaceMapReader(
                                        state,
                                        results,
                                        space,
                                        findings.refused(space),
                                        findings,
                                        options)
                                .read())
                .toList();
    }
}
