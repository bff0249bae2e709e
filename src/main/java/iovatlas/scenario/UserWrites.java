package iovatlas.scenario;

import iovatlas.kernel.its.ItsTables;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the users of functions wrote into them: guests into their tables, VMMs and drivers into
/// control registers; and what on the host comes between.
///
/// @param vectors what a guest programmed last, by vector
/// @param routes what the VMM made a route of, by vector
/// @param control what was last written to control bits, by function
/// @param disturbances what comes between a vector and its messages
/// @param stuck what is in the tables of an ITS that consumes no more commands, by its name
record UserWrites(
        Map<Name, Step.GuestVector> vectors,
        Map<Name, Step.GuestVector> routes,
        Map<PciAddress, Step.WriteConfig> control,
        Map<Name, Set<Disturbance>> disturbances,
        Map<String, ItsTables> stuck) {

    static final UserWrites NONE = new UserWrites(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /// A vector of a function.
    record Name(PciAddress at, int vector) {}

    UserWrites {
        vectors = Map.copyOf(vectors);
        routes = Map.copyOf(routes);
        control = Map.copyOf(control);
        disturbances = Map.copyOf(disturbances);
        stuck = Map.copyOf(stuck);
    }

    Optional<Step.GuestVector> vector(PciAddress at, int number) {
        return Optional.ofNullable(vectors.get(new Name(at, number)));
    }

    /// The entry of which the VMM made the route, while the guest's entry says something else by now.
    Optional<Step.GuestVector> staleRoute(PciAddress at, int number) {
        Step.GuestVector route = routes.get(new Name(at, number));
        return vector(at, number)
                .flatMap(now -> Optional.ofNullable(route).filter(old -> !sameMessage(now, old)));
    }

    private static boolean sameMessage(Step.GuestVector one, Step.GuestVector other) {
        return one.doorbell().equals(other.doorbell())
                && one.event() == other.event()
                && one.guestDevice() == other.guestDevice();
    }

    Optional<Step.WriteConfig> control(PciAddress at) {
        return Optional.ofNullable(control.get(at));
    }

    boolean isDisturbed(PciAddress at, int number, Disturbance what) {
        return disturbances.getOrDefault(new Name(at, number), Set.of()).contains(what);
    }

    /// The tables of an ITS that consumes no more commands; empty for one that works.
    Optional<ItsTables> stuckTables(String its) {
        return Optional.ofNullable(stuck.get(its));
    }

    UserWrites with(Step.GuestVector vector) {
        var name = new Name(vector.device(), vector.vector());
        var more = new HashMap<>(vectors);
        more.put(name, vector);
        var routed = new HashMap<>(routes);
        if (vector.entry() != GuestEntry.LIVE) {
            routed.put(name, vector);
        } else {
            routed.putIfAbsent(name, vector);
        }
        return new UserWrites(more, routed, control, disturbances, stuck);
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
        return new UserWrites(vectors, routes, more, disturbances, stuck);
    }

    UserWrites with(Step.Disturb step) {
        var name = new Name(step.device(), step.vector());
        var more = new HashMap<>(disturbances);
        Set<Disturbance> all = EnumSet.of(step.what());
        all.addAll(more.getOrDefault(name, Set.of()));
        more.put(name, Set.copyOf(all));
        return new UserWrites(vectors, routes, control, more, stuck);
    }

    /// From now on an ITS consumes no more commands; one that does so already keeps what it had.
    UserWrites withStuck(String its, ItsTables tables) {
        var more = new HashMap<>(stuck);
        more.putIfAbsent(its, tables);
        return new UserWrites(vectors, routes, control, disturbances, more);
    }

    /// Without what was written to control bits of a function, which VFIO resets, and without what
    /// disturbed its vectors.
    UserWrites reset(PciAddress at) {
        var fewer = new HashMap<>(control);
        fewer.remove(at);
        var calm = new HashMap<>(disturbances);
        calm.keySet().removeIf(name -> name.at().equals(at));
        return new UserWrites(vectors, routes, fewer, calm, stuck);
    }

    private static @Nullable Boolean either(@Nullable Boolean now, @Nullable Boolean before) {
        return now == null ? before : now;
    }
}
