package iovatlas.edit;

import iovatlas.atlas.Atlas;

import java.util.Locale;
import java.util.Optional;

/// An edit that finds out whether it can be made by making it. What it makes must be sound: a
/// document that can be saved and read again, without dangling references.
public interface Attempt extends Edit {

    /// The changed document, before anybody looked whether it is sound.
    ///
    /// @throws IllegalArgumentException with one sentence when the edit cannot be made
    Atlas attempt(Atlas atlas);

    @Override
    default Optional<String> refusal(Atlas atlas) {
        return trial(atlas).refusal();
    }

    @Override
    default Trial trial(Atlas atlas) {
        try {
            return new Trial.Made(apply(atlas));
        } catch (IllegalArgumentException e) {
            return new Trial.Refused(sentence(e));
        }
    }

    @Override
    default Atlas apply(Atlas atlas) {
        Atlas next = attempt(atlas);
        // A recording may be incomplete; what was wrong before is no reason to refuse.
        Soundness.fault(next)
                .filter(fault -> !Soundness.fault(atlas).equals(Optional.of(fault)))
                .ifPresent(fault -> {
                    throw new IllegalArgumentException(fault);
                });
        return next;
    }

    private static String sentence(IllegalArgumentException e) {
        String text = String.valueOf(e.getMessage());
        String first = text.substring(0, 1).toUpperCase(Locale.ROOT);
        return first + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }
}
