package iovatlas.ui.editor;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;
import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes edits of the machine, selects what they brought and tells what the kernel said to the steps
/// that they added.
public final class EditRunner {
    private final DocumentSession session;
    private final DialogService dialogs;

    public EditRunner(DocumentSession session, DialogService dialogs) {
        this.session = session;
        this.dialogs = dialogs;
    }

    /// Makes an edit; a refusal is told and returned.
    public Optional<String> run(Edit edit) {
        Atlas before = session.atlas();
        Optional<String> refusal = told(session.applyAndFollow(edit));
        if (refusal.isPresent()) {
            return refusal;
        }
        Atlas after = session.atlas();
        List<ElementId> brought = brought(before.topology(), after.topology());
        if (!brought.isEmpty()) {
            session.selection().select(brought.getFirst());
        }
        int first = before.steps().size();
        if (after.steps().size() > first) {
            session.whenComputed(after, computed -> tell(computed, first));
        }
        return Optional.empty();
    }

    /// Makes an edit and leaves it at that; a refusal is told and returned.
    public Optional<String> make(Edit edit) {
        return told(session.apply(edit));
    }

    private Optional<String> told(Optional<String> refusal) {
        session.endGesture();
        refusal.ifPresent(reason -> dialogs.note("Not done", reason));
        return refusal;
    }

    /// What is there now and was not before, in the document's order.
    static List<ElementId> brought(Topology before, Topology after) {
        List<ElementId> ids = new ArrayList<>(ids(after));
        ids.removeAll(Set.copyOf(ids(before)));
        return ids;
    }

    private static List<ElementId> ids(Topology t) {
        List<ElementId> ids = new ArrayList<>();
        t.functions().stream()
                .map(PciFunction::at)
                .map(ElementId.OfFunction::new)
                .forEach(ids::add);
        t.spaces().stream().map(IovaSpace::name).map(ElementId.OfSpace::new).forEach(ids::add);
        t.owners().forEach(owner -> ids.add(new ElementId.OfOwner(owner.name())));
        t.iommus().forEach(iommu -> ids.add(new ElementId.OfIommu(iommu.name())));
        t.msiControllers().forEach(c -> ids.add(new ElementId.OfMsiController(c.name())));
        t.platformDevices().forEach(d -> ids.add(new ElementId.OfPlatformDevice(d.name())));
        t.mediatedDevices().forEach(d -> ids.add(new ElementId.OfMediatedDevice(d.name())));
        t.hostBridges().forEach(h -> ids.add(new ElementId.OfHostBridge(h.segment(), h.rootBus())));
        return ids;
    }

    private void tell(Computed computed, int first) {
        dialogs.note("The kernel answers", answers(computed, first));
    }

    /// What the kernel answered to the steps after the first so many, a line each.
    static String answers(Computed computed, int first) {
        List<String> lines = new ArrayList<>();
        for (int i = first; i < computed.timeline().length(); i++) {
            StepResult result = computed.timeline().results().get(i);
            lines.add((i + 1) + " " + result.step().action().word() + ": " + answer(result));
        }
        return String.join("\n", lines);
    }

    private static String answer(StepResult result) {
        return result.calls().stream()
                .map(StepResult.Call::outcome)
                .filter(outcome -> !outcome.isOk())
                .findFirst()
                .map(refused ->
                        refused.word()
                                + refused.why().stream()
                                        .findFirst()
                                        .map(reason -> ", " + reason.text())
                                        .orElse(""))
                .orElse(result.word());
    }
}
