package iovatlas.ui.editor;

import iovatlas.atlas.Atlas;
import iovatlas.document.Clip;
import iovatlas.document.DocumentError;
import iovatlas.edit.machine.Dependants;
import iovatlas.edit.machine.Excerpt;
import iovatlas.edit.machine.InsertSteps;
import iovatlas.edit.machine.Paste;
import iovatlas.edit.machine.RemoveElements;
import iovatlas.edit.machine.RenameElement;
import iovatlas.scenario.ScenarioStep;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;
import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.dialog.Question;
import iovatlas.ui.session.DocumentSession;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Delete, duplicate, copy, paste, rename, select all: what a person does to what is selected.
public final class MachineCommands {
    private static final ElementId ANYWHERE = new ElementId.OfDocument();

    private final DocumentSession session;
    private final DialogService dialogs;
    private final EditRunner runner;

    public MachineCommands(DocumentSession session, DialogService dialogs) {
        this.session = session;
        this.dialogs = dialogs;
        this.runner = new EditRunner(session, dialogs);
    }

    /// Removes what is selected; shows first what goes or changes along.
    public void delete() {
        List<ElementId> elements = session.selection().selected().elements();
        RemoveElements edit = new RemoveElements(elements);
        Optional<String> refusal = edit.refusal(session.atlas());
        if (refusal.isPresent()) {
            dialogs.note("Not deleted", refusal.get());
            return;
        }
        List<String> dependants = Dependants.of(session.atlas(), elements);
        boolean sure =
                dependants.isEmpty()
                        || dialogs.ask(
                                        new Question(
                                                "Delete " + name(elements) + "?",
                                                String.join("\n", dependants),
                                                List.of("Delete", "Cancel")))
                                == 0;
        if (sure && runner.run(edit).isEmpty()) {
            session.selection().clear();
        }
    }

    private static String name(List<ElementId> elements) {
        return elements.size() == 1
                ? ElementWords.of(elements.getFirst())
                : elements.size() + " things";
    }

    /// What is selected, as the document's own lines; empty when it has none.
    public Optional<String> copyText() {
        String text = Clip.text(session.atlas(), session.selection().selected().elements());
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// Puts the lines of the clipboard into the machine: on what is selected where that is a bridge,
    /// otherwise where they fit.
    public void paste() {
        String text = dialogs.clipboard().orElse("");
        try {
            Topology parts = Clip.read(text);
            if (parts.equals(Topology.EMPTY) && !text.isBlank()) {
                pasteSteps(text);
            } else {
                pasteParts(parts, text);
            }
        } catch (DocumentError e) {
            dialogs.note(
                    "Not pasted",
                    text.isBlank()
                            ? "The clipboard holds no text."
                            : "The clipboard holds no lines of a document: " + e.sentence());
        }
    }

    /// Puts parts, and behind the step at the cursor the steps that the text has besides.
    private void pasteParts(Topology parts, String text) {
        try {
            put(parts, Clip.steps(parts, session.atlas(), text));
        } catch (DocumentError e) {
            unfit(e);
        }
    }

    /// Puts the steps of a text behind the one at the cursor: all of them, or none and why.
    private void pasteSteps(String text) {
        try {
            insert("Paste", session.stepProperty().get() + 1, Clip.steps(session.atlas(), text));
        } catch (DocumentError e) {
            unfit(e);
        }
    }

    private void unfit(DocumentError e) {
        dialogs.note(
                "Not pasted",
                "Line " + e.line() + " of the clipboard does not fit here: " + e.sentence());
    }

    /// Puts steps behind the one at the cursor, and selects them.
    private void insert(String verb, int number, List<ScenarioStep> steps) {
        if (steps.isEmpty()) {
            dialogs.note(
                    "Nothing done", "There is nothing to " + verb.toLowerCase(Locale.ROOT) + ".");
        } else if (runner.make(new InsertSteps(verb, number, steps)).isEmpty()) {
            session.selection()
                    .select(
                            IntStream.range(number, number + steps.size())
                                    .<ElementId>mapToObj(ElementId.OfStep::new)
                                    .toList());
            session.showStep(number + steps.size() - 1);
        }
    }

    /// Copies what is selected as lines, and takes it away.
    public void cut() {
        Optional<String> lines = copyText();
        if (lines.isEmpty()) {
            dialogs.note("Nothing cut", "Nothing is selected that has lines in the document.");
            return;
        }
        dialogs.copy(lines.get(), "what is cut");
        delete();
    }

    /// Adds a copy of what is selected; of steps right behind the last of them.
    public void duplicate() {
        Atlas atlas = session.atlas();
        List<Integer> steps =
                session.selection().selected().elements().stream()
                        .filter(ElementId.OfStep.class::isInstance)
                        .map(element -> ((ElementId.OfStep) element).number())
                        .filter(number -> number <= atlas.steps().size())
                        .sorted()
                        .toList();
        if (steps.isEmpty()) {
            put(Excerpt.of(atlas, session.selection().selected().elements()).topology(), List.of());
        } else {
            List<ScenarioStep> copies =
                    steps.stream().map(number -> atlas.steps().get(number - 1)).toList();
            insert("Duplicate", steps.getLast() + 1, copies);
        }
    }

    private void put(Topology parts, List<ScenarioStep> steps) {
        ElementId on =
                session.selection()
                        .primary()
                        .filter(this::isBridge)
                        .filter(bridge ->
                                new Paste(parts, bridge).refusal(session.atlas()).isEmpty())
                        .orElse(ANYWHERE);
        if (steps.isEmpty()) {
            runner.run(new Paste(parts, on));
            return;
        }
        int number = session.stepProperty().get() + 1;
        Topology before = session.atlas().topology();
        if (runner.make(new Paste(parts, on, steps, number)).isEmpty()) {
            EditRunner.brought(before, session.atlas().topology()).stream()
                    .findFirst()
                    .ifPresent(session.selection()::select);
            session.showStep(number + steps.size() - 1);
        }
    }

    private boolean isBridge(ElementId element) {
        return element instanceof ElementId.OfHostBridge
                || (element instanceof ElementId.OfFunction(PciAddress at)
                        && session.atlas()
                                .topology()
                                .function(at)
                                .filter(f -> f.kind().isBridge())
                                .isPresent());
    }

    /// Asks for another name.
    public void rename() {
        Optional<ElementId> primary = session.selection().primary();
        if (primary.isEmpty()) {
            dialogs.note("Not renamed", "Nothing is selected.");
            return;
        }
        ElementId element = primary.get();
        dialogs.askText("Rename " + ElementWords.of(element), "Name", nameOf(element))
                .map(name -> new RenameElement(element, name.strip()))
                .filter(edit -> runner.run(edit).isEmpty())
                .ifPresent(edit -> session.selection().select(edit.renamed()));
    }

    private String nameOf(ElementId element) {
        return element instanceof ElementId.OfFunction(PciAddress at)
                ? session.atlas().topology().function(at).map(PciFunction::name).orElse("")
                : ElementWords.of(element);
    }

    /// Selects every part of the machine.
    public void selectAll() {
        Topology t = session.atlas().topology();
        List<ElementId> all = new ArrayList<>();
        t.functions().forEach(f -> all.add(new ElementId.OfFunction(f.at())));
        t.platformDevices().forEach(d -> all.add(new ElementId.OfPlatformDevice(d.name())));
        t.mediatedDevices().forEach(d -> all.add(new ElementId.OfMediatedDevice(d.name())));
        t.iommus().forEach(i -> all.add(new ElementId.OfIommu(i.name())));
        t.msiControllers().forEach(c -> all.add(new ElementId.OfMsiController(c.name())));
        t.owners().forEach(o -> all.add(new ElementId.OfOwner(o.name())));
        t.spaces().forEach(s -> all.add(new ElementId.OfSpace(s.name())));
        session.selection().select(all);
    }
}
