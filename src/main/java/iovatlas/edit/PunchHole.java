package iovatlas.edit;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Maps the memory of a step around a hole instead of in one piece: one step below it, one above.
///
/// @param number of the map step, 1 for the first
/// @param hole the addresses that stay unmapped
public record PunchHole(int number, AddressRange<Iova> hole) implements Edit {

    @Override
    public String description() {
        return "Punch a Hole into Step " + number;
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        Optional<String> missing = StepNumber.refusal(atlas, number);
        if (missing.isPresent()) {
            return missing;
        }
        return pieces(atlas.steps().get(number - 1)).isEmpty()
                ? Optional.of("Step " + number + " would map nothing outside " + hole.hex() + ".")
                : Optional.empty();
    }

    private List<ScenarioStep> pieces(ScenarioStep step) {
        var pieces = new ArrayList<ScenarioStep>();
        if (step.action() instanceof Step.Map map && map.iova() != null) {
            Iova start = map.iova();
            AddressRange.ofSizeOrEmpty(start, map.size())
                    .ifPresent(range -> {
                        for (AddressRange<Iova> piece : range.minus(hole)) {
                            pieces.add(piece(step, map, start, piece));
                        }
                    });
        }
        return pieces;
    }

    private static ScenarioStep piece(
            ScenarioStep step, Step.Map map, Iova start, AddressRange<Iova> piece) {
        ByteSize into = ByteSize.ofBytes(piece.first().offsetFrom(start));
        Step.Map part =
                new Step.Map(
                        map.space(),
                        piece.first(),
                        piece.size(),
                        map.backing(),
                        map.offset().plus(into),
                        map.read(),
                        map.write());
        return new ScenarioStep(part, step.enabled(), step.note());
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        List<ScenarioStep> pieces = pieces(atlas.steps().get(number - 1));
        return StepNumber.change(
                atlas,
                steps -> {
                    steps.remove(number - 1);
                    steps.addAll(number - 1, pieces);
                });
    }
}
