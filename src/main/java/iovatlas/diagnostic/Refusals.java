package iovatlas.diagnostic;

import iovatlas.scenario.Step;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Problems made from refused calls: the kernel's own reason is the text.
///
/// @param card the rule that tells of them
/// @param kernelRules ids of the kernel rules whose refusals it tells of
public record Refusals(RuleCard card, Set<String> kernelRules) {

    public Refusals {
        kernelRules = Set.copyOf(kernelRules);
    }

    /// One problem for each refused call that one of the kernel rules decided.
    public List<Problem> problems(Inspected inspected, List<Fix> fixes) {
        return inspected.refusedBy(kernelRules).stream()
                .map(call -> problem(inspected, call, fixes))
                .toList();
    }

    /// The problem of one refused call.
    public Problem problem(Inspected inspected, Inspected.RefusedCall call, List<Fix> fixes) {
        Topology topology = inspected.atlas().topology();
        Step action = call.result().step().action();
        List<ElementId> elements = new ArrayList<>();
        elements.add(new ElementId.OfStep(call.step()));
        subjects(action).forEach(elements::add);
        return new Problem(
                card.id(),
                card.severity(),
                "step %d, %s: %s"
                        .formatted(
                                call.step(),
                                describe(topology, action),
                                call.refusal().reason().text()),
                call.verdict(),
                elements,
                call.refusal().reason(),
                call.step(),
                fixes);
    }

    /// What a step does, in a few words.
    public static String describe(Topology topology, Step step) {
        return switch (step) {
            case Step.Attach s ->
                    "attach "
                            + name(topology, s.device())
                            + " to "
                            + (s.hwpt() == null ? "" : s.hwpt() + " of ")
                            + s.space();
            case Step.AllocHwpt s ->
                    "alloc-hwpt "
                            + s.hwpt()
                            + " of "
                            + s.ioas()
                            + " for "
                            + name(topology, s.device());
            case Step.Destroy s ->
                    "destroy " + (s.hwpt() == null ? "" : s.hwpt() + " of ") + s.ioas();
            case Step.Copy s ->
                    "copy " + s.size().human() + " of " + s.from() + " into " + s.ioas();
            case Step.Detach s -> "detach " + name(topology, s.device());
            case Step.AttachMediated s -> "attach " + s.device() + " to " + s.space();
            case Step.DetachMediated s -> "detach " + s.device();
            case Step.Pin s ->
                    "pin " + s.size().human() + " at " + s.iova().hex() + " for " + s.device();
            case Step.Map s ->
                    "map "
                            + (s.backing() == null ? s.size().human() : s.backing())
                            + " into "
                            + s.space();
            case Step.Unmap s -> "unmap " + s.iova().hex() + " of " + s.space();
            case Step.SetIrqs s ->
                    "set-irqs " + name(topology, s.device()) + " " + s.index().spelling();
            case Step.IrqsOff s ->
                    "irqs-off " + name(topology, s.device()) + " " + s.index().spelling();
            case Step.Bind s -> "bind " + name(topology, s.device()) + " to " + s.driver();
            case Step.Unbind s -> "unbind " + name(topology, s.device());
            case Step.HotAdd s -> "hot-add " + s.function().label();
            case Step.HotRemove s -> "hot-remove " + name(topology, s.device());
            case Step.SetNumVfs s -> "set-numvfs " + name(topology, s.device());
            case Step.SetGroupType s -> "set-group-type " + name(topology, s.device());
            case Step.GuestVector s -> "guest-vector " + name(topology, s.device());
            case Step.WriteConfig s -> "write-config " + name(topology, s.device());
            case Step.Disturb s -> "disturb " + name(topology, s.device()) + " " + s.what().word();
            case Step.Fire s ->
                    "fire "
                            + name(topology, s.device())
                            + " "
                            + s.vector()
                            + (s.count() == 1 ? "" : ".." + (s.vector() + s.count() - 1));
        };
    }

    private static List<ElementId> subjects(Step step) {
        return switch (step) {
            case Step.Attach s -> List.of(function(s.device()), new ElementId.OfSpace(s.space()));
            case Step.AllocHwpt s -> List.of(function(s.device()), new ElementId.OfSpace(s.ioas()));
            case Step.Destroy s -> List.of(new ElementId.OfSpace(s.ioas()));
            case Step.Copy s ->
                    List.of(new ElementId.OfSpace(s.ioas()), new ElementId.OfSpace(s.from()));
            case Step.Detach s -> List.of(function(s.device()));
            case Step.AttachMediated s ->
                    List.of(
                            new ElementId.OfMediatedDevice(s.device()),
                            new ElementId.OfSpace(s.space()));
            case Step.DetachMediated s -> List.of(new ElementId.OfMediatedDevice(s.device()));
            case Step.Pin s -> List.of(new ElementId.OfMediatedDevice(s.device()));
            case Step.Map s -> List.of(new ElementId.OfSpace(s.space()));
            case Step.Unmap s -> List.of(new ElementId.OfSpace(s.space()));
            case Step.SetIrqs s -> List.of(function(s.device()));
            case Step.IrqsOff s -> List.of(function(s.device()));
            case Step.Bind s -> List.of(function(s.device()));
            case Step.Unbind s -> List.of(function(s.device()));
            case Step.HotAdd s -> List.of(function(s.function().at()));
            case Step.HotRemove s -> List.of(function(s.device()));
            case Step.SetNumVfs s -> List.of(function(s.device()));
            case Step.SetGroupType s -> List.of(function(s.device()));
            case Step.GuestVector s -> List.of(function(s.device()));
            case Step.WriteConfig s -> List.of(function(s.device()));
            case Step.Disturb s -> List.of(function(s.device()));
            case Step.Fire s -> List.of(function(s.device()));
        };
    }

    private static ElementId function(PciAddress at) {
        return new ElementId.OfFunction(at);
    }

    private static String name(Topology topology, PciAddress at) {
        return topology.function(at).map(PciFunction::label).orElse(at.shortText());
    }
}
