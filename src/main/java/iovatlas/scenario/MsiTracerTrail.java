package iovatlas.scenario;

import iovatlas.kernel.Reason;
import iovatlas.scenario.MsiHop.Field;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiHop.Status;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The hops of a message while it is followed. Once it has ended, further hops are only named.
final class MsiTracerTrail {

    private final List<MsiHop> hops = new ArrayList<>();
    private @Nullable Verdict verdict;
    private String summary = "";

    /// A named value of a hop.
    static Field field(String name, String value) {
        return new Field(name, value);
    }

    /// A number in hexadecimal, `0x3`.
    static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }

    boolean ended() {
        return verdict != null;
    }

    /// The message gets through a hop; after the end the hop is not reached.
    void pass(Kind kind, String title, @Nullable ElementId element, Field... fields) {
        add(kind, title, element, ended() ? Status.NOT_REACHED : Status.OK, null, fields);
    }

    /// The same with a rule worth telling.
    void passBecause(
            Reason reason, Kind kind, String title, @Nullable ElementId element, Field... fields) {
        add(kind, title, element, ended() ? Status.NOT_REACHED : Status.OK, reason, fields);
    }

    /// The message ends at a hop.
    ///
    /// @param seen where a person sees it on a real host
    void stop(
            Verdict how,
            Reason reason,
            MsiTracerSight seen,
            Kind kind,
            String title,
            @Nullable ElementId element,
            Field... fields) {
        if (ended()) {
            add(kind, title, element, Status.NOT_REACHED, null, fields);
            return;
        }
        List<Field> all = new ArrayList<>(List.of(fields));
        all.addAll(seen.fields());
        Status status = how == Verdict.PENDING ? Status.PENDING : Status.BROKEN;
        hops.add(new MsiHop(kind, title, all, status, reason, element));
        verdict = how;
        summary = reason.text();
    }

    /// The message arrives where it should.
    void delivered(String text) {
        if (!ended()) {
            verdict = Verdict.DELIVERED;
            summary = text;
        }
    }

    List<MsiHop> hops() {
        return List.copyOf(hops);
    }

    Verdict verdict() {
        return verdict == null ? Verdict.LOST : verdict;
    }

    String summary() {
        return summary;
    }

    private void add(
            Kind kind,
            String title,
            @Nullable ElementId element,
            Status status,
            @Nullable Reason reason,
            Field... fields) {
        hops.add(new MsiHop(kind, title, List.of(fields), status, reason, element));
    }
}
