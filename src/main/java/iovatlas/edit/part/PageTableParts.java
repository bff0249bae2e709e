package iovatlas.edit.part;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.steps.AllocatePageTable;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ElementId;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;

/// Page tables of IOASes. One is made for a device, so it needs both.
final class PageTableParts {
    private PageTableParts() {}

    /// On a function: of the IOAS that it is attached to, or of the only one. On an IOAS: for the
    /// device that was attached to it last.
    static Edit hwpt(Atlas atlas, Wish wish) {
        String name = wish.nameOr("hwpt0");
        return switch (wish.on()) {
            case ElementId.OfFunction(PciAddress at) ->
                    new AllocatePageTable(at, ioas(atlas, at), name, false);
            case ElementId.OfSpace(String space) ->
                    new AllocatePageTable(device(atlas, space), space, name, false);
            case ElementId _ ->
                    throw new IllegalArgumentException(
                            "A page table is made for a device: drop it on a function or on an"
                                    + " IOAS that has one.");
        };
    }

    private static String ioas(Atlas atlas, PciAddress device) {
        Optional<String> last =
                attaches(atlas).stream()
                        .filter(attach -> attach.device().equals(device))
                        .map(Step.Attach::space)
                        .reduce((_, later) -> later);
        List<String> all =
                atlas.topology().spaces().stream()
                        .filter(IovaSpace.Ioas.class::isInstance)
                        .map(IovaSpace::name)
                        .toList();
        return last.filter(all::contains)
                .or(() -> all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty())
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                all.isEmpty()
                                        ? "A page table mirrors an IOAS, and there is none."
                                        : "Drop it on the IOAS that it is to mirror; there are"
                                                + " several."));
    }

    private static PciAddress device(Atlas atlas, String space) {
        return attaches(atlas).stream()
                .filter(attach -> attach.space().equals(space))
                .map(Step.Attach::device)
                .reduce((_, later) -> later)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "No step attaches a device to "
                                        + space
                                        + "; drop the page table on a function."));
    }

    private static List<Step.Attach> attaches(Atlas atlas) {
        return atlas.steps().stream()
                .filter(ScenarioStep::enabled)
                .map(ScenarioStep::action)
                .filter(Step.Attach.class::isInstance)
                .map(Step.Attach.class::cast)
                .toList();
    }
}
