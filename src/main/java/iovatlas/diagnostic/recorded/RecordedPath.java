package iovatlas.diagnostic.recorded;

import iovatlas.observation.Observation;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;

import java.util.List;
import java.util.stream.IntStream;

/// What the recording shows at each hop of a path.
///
/// The recording is of the machine as it was booted. Where the scenario has changed the path since,
/// its values are shown and not compared.
///
/// @param hops what was seen, a list for each hop of the path
/// @param compared whether the path is still that of the recorded moment
public record RecordedPath(List<List<Sighting>> hops, boolean compared) {

    public RecordedPath {
        hops = hops.stream().map(List::copyOf).toList();
    }

    /// A path of a machine that nobody recorded.
    public static RecordedPath none(int hops) {
        return new RecordedPath(IntStream.range(0, hops).mapToObj(_ -> NOTHING).toList(), false);
    }

    private static final List<Sighting> NOTHING = List.of();

    /// @param boot the state at boot, the moment of the recording
    public static RecordedPath of(Observation seen, KernelState boot, MsiPath path) {
        RecordedVector vector = RecordedVector.of(seen, path.device(), path.index(), path.vector());
        MsiPath booted = MsiTracer.trace(boot, path.device(), path.index(), path.vector());
        boolean compared = same(booted, path);
        HopSightings sightings = new HopSightings(seen, boot, path, vector);
        return new RecordedPath(
                path.hops().stream()
                        .map(sightings::at)
                        .map(list ->
                                compared ? list : list.stream().map(Sighting::uncompared).toList())
                        .toList(),
                compared);
    }

    /// True when the recording shows anything at all.
    public boolean isEmpty() {
        return hops.stream().allMatch(List::isEmpty);
    }

    /// How many values differ where the rules determine them.
    public long differences() {
        return hops.stream()
                .flatMap(List::stream)
                .filter(s -> s.standing() == Sighting.Standing.DIFFERENT)
                .count();
    }

    /// What was seen at a hop; nothing beyond the end.
    public List<Sighting> at(int hop) {
        return hop < hops.size() ? hops.get(hop) : NOTHING;
    }

    private static boolean same(MsiPath booted, MsiPath path) {
        return booted.verdict() == path.verdict()
                && facts(booted.hops()).equals(facts(path.hops()));
    }

    private record HopFacts(MsiHop.Kind kind, MsiHop.Status status, List<MsiHop.Field> fields) {}

    private static List<HopFacts> facts(List<MsiHop> hops) {
        return hops.stream().map(h -> new HopFacts(h.kind(), h.status(), h.fields())).toList();
    }
}
