package iovatlas.ui.timeline;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;

import java.util.function.BooleanSupplier;

/// Walks through the steps, one a beat.
final class Player {

    private static final Duration BEAT = Duration.millis(900);

    private final Timeline beats = new Timeline();
    private final ReadOnlyObjectWrapper<Speed> speed = new ReadOnlyObjectWrapper<>(Speed.USUAL);
    private final BooleanBinding playing =
            Bindings.createBooleanBinding(
                    () -> beats.getStatus() == Animation.Status.RUNNING, beats.statusProperty());

    /// @param advance goes one step on; false at the end
    Player(BooleanSupplier advance) {
        beats.setCycleCount(Animation.INDEFINITE);
        beats.getKeyFrames()
                .setAll(
                        new KeyFrame(
                                BEAT,
                                _ -> {
                                    if (!advance.getAsBoolean()) {
                                        beats.stop();
                                    }
                                }));
    }

    BooleanBinding playing() {
        return playing;
    }

    /// How fast it walks.
    ReadOnlyObjectProperty<Speed> speed() {
        return speed.getReadOnlyProperty();
    }

    /// Walks faster; after the fastest comes the slowest.
    void nextSpeed() {
        speed.set(speed.get().next());
        beats.setRate(speed.get().rate());
    }

    void play() {
        beats.play();
    }

    void stop() {
        beats.stop();
    }
}
