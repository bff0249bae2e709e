package iovatlas.scenario;

import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the users of functions wrote into them: guests into their tables, VMMs and drivers into
/// control registers.
///
/// @param vectors what a guest programmed, by vector
/// @param control what was last written to control bits, by function
record UserWrites(Map<Name, Step.GuestVector> vectors, Map<PciAddress, Step.WriteConfig> control) {

    static final UserWrites NONE = new UserWrites(Map.of(), Map.of());

    /// A vector of a function.
    record Name(PciAddress at, int vector) {}

    UserWrites {
        vectors = Map.copyOf(vectors);
        control = Map.copyOf(control);
    }

    Optional<Step.GuestVector> vector(PciAddress at, int number) {
        return Optional.ofNullable(vectors.get(new Name(at, number)));
    }

    Optional<Step.WriteConfig> control(PciAddress at) {
        return Optional.ofNullable(control.get(at));
    }

    UserWrites with(Step.GuestVector vector) {
        var more = new HashMap<>(vectors);
        more.put(new Name(vector.device(), vector.vector()), vector);
        return new UserWrites(more, control);
    }

    /// With bits written; those that the step does not name keep their value.
    UserWrites with(Step.WriteConfig write) {
        Step.WriteConfig before = control.get(write.device());
        var more = new HashMap<>(control);
        more.put(
                write.device(),
                before == null
                        ? write
                        : new Step.WriteConfig(
                                write.device(),
                                either(write.busMaster(), before.busMaster()),
                                either(write.functionMask(), before.functionMask())));
        return new UserWrites(vectors, more);
    }

    /// Without what was written to control bits of a function: VFIO resets them.
    UserWrites reset(PciAddress at) {
        var fewer = new HashMap<>(control);
        fewer.remove(at);
        return new UserWrites(vectors, fewer);
    }

    private static @Nullable Boolean either(@Nullable Boolean now, @Nullable Boolean before) {
        return now == null ? before : now;
    }
}
