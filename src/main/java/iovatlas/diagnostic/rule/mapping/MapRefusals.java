package iovatlas.diagnostic.rule.mapping;

import iovatlas.diagnostic.Inspected;

/// Which refused map calls the rules of this package tell of.
public final class MapRefusals {

    private MapRefusals() {}

    /// True when a rule of this package names the window or the aperture behind the refusal.
    public static boolean told(Inspected inspected, Inspected.RefusedCall call) {
        return MapAttempt.in(inspected).stream()
                .filter(attempt -> attempt.result().number() == call.step())
                .anyMatch(MapRefusals::hitsSomething);
    }

    private static boolean hitsSomething(MapAttempt attempt) {
        return attempt.domains().stream()
                .anyMatch(domain ->
                        !domain.aperture().contains(attempt.range())
                                || domain.reserved().stream()
                                        .filter(r -> r.type().excludesMappings())
                                        .anyMatch(r -> r.range().overlaps(attempt.range())));
    }
}
