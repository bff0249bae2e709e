package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.diagram.iova.Collision.Kind;
import iovatlas.diagram.iova.RefusedMaps.RefusedMap;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.design.DesignAnswer;
import iovatlas.scenario.design.DesignAnswer.Overlap;
import iovatlas.scenario.design.DesignRun;
import iovatlas.scenario.design.DesignWord;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a doorbell design makes of the steps so far, as a map shows it.
///
/// @param results the steps up to the one that is shown
record DesignFindings(DesignRun run, List<StepResult> results) {

    String design() {
        return run.card().heading();
    }

    private Stream<DesignAnswer> answers() {
        return run.answers().stream().filter(answer -> answer.step() <= results.size());
    }

    /// The maps that the design refuses.
    List<RefusedMap> refused(SpaceView space) {
        var refused = new ArrayList<RefusedMap>();
        answers()
                .filter(answer -> answer.word() == DesignWord.REJECTED)
                .forEach(answer -> {
                    StepResult result = results.get(answer.step() - 1);
                    if (result.step().action() instanceof Step.Map map
                            && map.space().equals(space.name())
                            && map.iova() != null) {
                        AddressRange.ofSizeOrEmpty(map.iova(), map.size())
                                .ifPresent(range ->
                                        refused.add(
                                                new RefusedMap(
                                                        range,
                                                        RefusedMaps.label(map),
                                                        result,
                                                        errno(answer))));
                    }
                });
        return refused;
    }

    private static String errno(DesignAnswer answer) {
        var errno = answer.errno();
        return errno == null ? "refused" : errno.name();
    }

    /// Who wants the same addresses in a space, by address. That an accepted map takes the place of
    /// doorbells is told together with what comes of it.
    List<Collision> collisions(String space) {
        List<DesignAnswer> overlapping = answers().filter(answer -> isIn(answer, space)).toList();
        return overlapping.stream()
                .filter(answer ->
                        !isTold(answer, overlapping)
                                && (answer.word() != DesignWord.ACCEPTED
                                        || overlapping.stream()
                                                .noneMatch(other -> isConsequence(other, answer))))
                .map(answer -> collision(answer, overlapping))
                .distinct()
                .sorted(Comparator.comparing(Collision::range))
                .toList();
    }

    private static boolean isIn(DesignAnswer answer, String space) {
        Overlap overlap = answer.overlap();
        return overlap != null && overlap.space().equals(space);
    }

    /// A lost message is told with the mapping that swept its doorbell away.
    private static boolean isTold(DesignAnswer answer, List<DesignAnswer> all) {
        return answer.word() == DesignWord.LOST
                && all.stream()
                        .anyMatch(other ->
                                other.word() == DesignWord.SILENT && isConsequence(other, answer));
    }

    private static boolean isConsequence(DesignAnswer later, DesignAnswer accepted) {
        Overlap first = accepted.overlap();
        Overlap second = later.overlap();
        return later.word() != DesignWord.ACCEPTED
                && first != null
                && second != null
                && first.range().overlaps(second.range());
    }

    private Collision collision(DesignAnswer answer, List<DesignAnswer> all) {
        Overlap overlap = answer.overlap();
        if (overlap == null) {
            throw new IllegalArgumentException("no overlap: " + answer);
        }
        boolean later =
                answer.word() == DesignWord.REJECTED
                        && all.stream()
                                .anyMatch(accepted ->
                                        accepted.word() == DesignWord.ACCEPTED
                                                && isConsequence(answer, accepted));
        Kind kind =
                switch (answer.word()) {
                    case LOST, SILENT, FAULTS -> Kind.SILENT;
                    case REJECTED -> later ? Kind.FAILS_LATER : Kind.REFUSED;
                    case ACCEPTED, MAPPED, UNKNOWN, NOT_APPLICABLE -> Kind.FAILS_LATER;
                };
        String mark = answer.certainty() == Certainty.CERTAIN ? "" : " (expected)";
        String said =
                answer.word() == DesignWord.REJECTED
                        ? (later ? "accepted, then " : "")
                                + call(answer)
                                + " \u2192 "
                                + errno(answer)
                        : "accepted, no error";
        String consequence =
                answer.word() == DesignWord.REJECTED
                        ? Consequences.ofRefusal(results.get(answer.step() - 1))
                        : answer.text() + lost(answer, all);
        return new Collision(
                overlap.range(),
                overlap.first(),
                overlap.second(),
                said + mark,
                consequence,
                kind,
                answer.step(),
                new ElementId.OfStep(answer.step()));
    }

    private static String lost(DesignAnswer silent, List<DesignAnswer> all) {
        return silent.word() != DesignWord.SILENT
                ? ""
                : all.stream()
                        .filter(other -> other.word() == DesignWord.LOST)
                        .filter(other -> isConsequence(other, silent))
                        .findFirst()
                        .map(other -> "; " + other.text())
                        .orElse("");
    }

    private static String call(DesignAnswer answer) {
        return switch (answer.subject()) {
            case "map" -> "MAP_DMA";
            case "set-irqs" -> "SET_IRQS";
            default -> answer.subject();
        };
    }
}
