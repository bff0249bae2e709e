package iovatlas.diagnostic.rule.input;

import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.observation.Note;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.stream.Stream;

/// A warning of the readers: pieces that differ, something that had to be assumed.
public final class InputUncertain implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "INPUT_UNCERTAIN",
                    Severity.NOTE,
                    "The input leaves something open",
                    "The pieces that the machine was read from differ, or lack something that"
                            + " answers depend on.",
                    "What was taken instead is said; every answer that depends on it is as"
                            + " uncertain.",
                    Source.of("drivers/pci/probe.c", ""),
                    Releases.ALL,
                    "A listing and a kernel log of different boots give a function other numbers.",
                    "add the piece that is missing, or capture the machine as root");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public boolean answersForKernel() {
        return false;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        return inspected.atlas().observation().notes().stream()
                .filter(note -> note.severity() == Note.Severity.WARNING)
                .map(InputUncertain::problem)
                .toList();
    }

    private static Problem problem(Note note) {
        List<ElementId> functions =
                Stream.of(note.where().split("[ ,]+"))
                        .filter(PciAddress::isAddress)
                        .<ElementId>map(at -> new ElementId.OfFunction(PciAddress.parse(at)))
                        .toList();
        return new Problem(
                CARD.id(),
                CARD.severity(),
                note.where().isEmpty() ? note.text() : note.where() + ": " + note.text(),
                "as the input says",
                functions.isEmpty() ? List.of(new ElementId.OfDocument()) : functions,
                null,
                0,
                List.of());
    }
}
