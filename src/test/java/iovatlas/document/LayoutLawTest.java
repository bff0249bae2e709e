package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.atlas.Layout.Spot;
import iovatlas.edit.Edit;
import iovatlas.edit.EditHistory;
import iovatlas.edit.machine.RenameElement;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Hand-made places follow functions without names as they follow those that have some.
class LayoutLawTest {
    private static final int EDITS = 400;

    private static Atlas named(Atlas atlas, String prefix) {
        List<PciFunction> functions = new ArrayList<>();
        for (PciFunction function : atlas.topology().functions()) {
            functions.add(function.withName(prefix.isEmpty() ? "" : prefix + functions.size()));
        }
        return atlas.withTopology(atlas.topology().withFunctions(functions));
    }

    /// Every function has a place of its own, so that it can be told from the others.
    private static Layout everywhere(Atlas atlas) {
        Map<ElementId, Spot> spots = new HashMap<>();
        for (PciFunction function : atlas.topology().functions()) {
            spots.put(new ElementId.OfFunction(function.at()), new Spot(spots.size(), 1));
        }
        return new Layout(spots);
    }

    @Test
    void functionsAreFollowedWithoutNamesAsWithNames() {
        RandomEdits edits = new RandomEdits(20260606);
        Atlas atlas = named(EditLawTest.empty(), "");
        int renumbered = 0;
        for (int made = 0; made < EDITS; ) {
            Edit edit = edits.next(atlas);
            Atlas labelled = named(atlas, "label");
            if (edit.refusal(atlas).isPresent() || edit.refusal(labelled).isPresent()) {
                continue;
            }
            made++;
            Layout start = everywhere(atlas);
            EditHistory without = new EditHistory(atlas, start);
            EditHistory with = new EditHistory(labelled, start);
            without.apply(edit);
            with.apply(edit);
            if (!(edit instanceof RenameElement)) {
                assertThat(functions(without)).as("%s", edit).isEqualTo(functions(with));
            }
            renumbered += without.layout().spots().keySet().equals(start.spots().keySet()) ? 0 : 1;
            atlas = named(without.current(), "");
            if (without.canUndo()) {
                without.undo();
                assertThat(without.layout()).isEqualTo(start);
            }
            if (atlas.topology().functions().size() > 90) {
                atlas = EditLawTest.empty();
            }
        }
        assertThat(renumbered).isGreaterThan(EDITS / 40);
    }

    private static Map<PciAddress, Spot> functions(EditHistory history) {
        return history.layout().spots().entrySet().stream()
                .filter(entry -> entry.getKey() instanceof ElementId.OfFunction)
                .collect(
                        Collectors.toMap(
                                entry -> ((ElementId.OfFunction) entry.getKey()).at(),
                                Map.Entry::getValue));
    }
}
