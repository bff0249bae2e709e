package iovatlas.scenario.design;

import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.DesignCard;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.scenario.SpaceView;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A scenario under one design. What it says is a what-if, not what the running kernel does.
///
/// @param design which
/// @param card what is known of it in words
/// @param lacks what the design needs and the machine lacks; empty when it was worked through
/// @param answers in order of steps, then the messages at the end
/// @param moments the containers and IOASes after each step, the first right after boot; empty when
///     the design is not applicable
public record DesignRun(
        DoorbellDesign design,
        DesignCard card,
        Optional<String> lacks,
        List<DesignAnswer> answers,
        List<List<SpaceView>> moments) {

    public DesignRun {
        answers = List.copyOf(answers);
        moments = List.copyOf(moments);
    }

    /// The spaces after a step, 0 right after boot.
    public List<SpaceView> spaces(int step) {
        return moments.isEmpty() ? List.of() : moments.get(Math.min(step, moments.size() - 1));
    }

    /// What troubles somebody, in order.
    public List<DesignAnswer> troubles() {
        return answers.stream().filter(answer -> answer.word().isTrouble()).toList();
    }

    /// The answer that the scenario comes to: the worst one, the first of these.
    public DesignAnswer verdict() {
        if (lacks.isPresent()) {
            return new DesignAnswer(
                    0,
                    "platform",
                    DesignWord.NOT_APPLICABLE,
                    null,
                    Certainty.CERTAIN,
                    "not applicable: needs " + lacks.get(),
                    null);
        }
        return answers.stream()
                .min(Comparator.comparing(DesignAnswer::word))
                .orElseGet(() ->
                        new DesignAnswer(
                                0,
                                "scenario",
                                DesignWord.ACCEPTED,
                                null,
                                Certainty.CERTAIN,
                                "no step concerns a doorbell",
                                null));
    }
}
