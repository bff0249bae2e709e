package iovatlas.diagram.iova;

import iovatlas.diagram.iova.SpaceMapReader.StepsSoFar;
import iovatlas.scenario.SpaceView;
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
        StepsSoFar steps = StepsSoFar.of(timeline, step);
        var models = new ArrayList<IovaMapModel>();
        int since = Math.min(options.since(), step);
        List<SpaceView> before = since < 0 ? List.of() : timeline.state(since).spaces();
        for (SpaceView space : steps.state().spaces()) {
            models.add(
                    new SpaceMapReader(
                                    steps, space, changes(steps, space, before, options), options)
                            .read());
        }
        if (models.isEmpty()) {
            models.add(new GroupMapReader(steps.state().groups()).read());
        }
        return List.copyOf(models);
    }

    /// The same as a doorbell design would have it; a what-if.
    ///
    /// @param timeline the scenario as the running kernel answers it
    public static List<IovaMapModel> read(
            Timeline timeline, int step, DesignRun run, IovaMapOptions options) {
        StepsSoFar steps = StepsSoFar.of(timeline, step);
        var findings = new DesignFindings(run, steps.results());
        int since = Math.min(options.since(), step);
        List<SpaceView> before = since < 0 ? List.of() : run.spaces(since);
        return run.spaces(step).stream()
                .map(space ->
                        new SpaceMapReader(
                                        steps,
                                        space,
                                        changes(steps, space, before, options),
                                        findings.refused(space),
                                        findings,
                                        options)
                                .read())
                .toList();
    }

    private static ChangedItems changes(
            StepsSoFar steps, SpaceView space, List<SpaceView> before, IovaMapOptions options) {
        return ChangedItems.since(space, before, steps.results(), options.since());
    }
}
