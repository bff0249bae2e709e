package iovatlas.cli;

import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.export.CompareContent;
import iovatlas.export.Content;
import iovatlas.export.MachineContent;
import iovatlas.importer.Opened;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.design.DesignEvaluation;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What is drawn of a document at one moment.
///
/// @param opened the document
/// @param timeline its scenario worked through
/// @param step the moment
/// @param device whose message path is drawn, null for the first that has one
/// @param vector which vector, null for the one that the scenario looks at
/// @param designs names of the doorbell designs to compare, empty for the usual ones
public record Picture(
        Opened opened,
        Timeline timeline,
        int step,
        @Nullable PciAddress device,
        @Nullable Integer vector,
        List<String> designs) {

    public Picture {
        designs = List.copyOf(designs);
    }

    /// What can be drawn.
    public enum View {
        topology,
        iova,
        msi,
        compare,
        all
    }

    /// The view in every format.
    ///
    /// @throws UsageProblem for a design that there is not
    public Content content(View view) {
        return switch (view) {
            case topology -> machine(iovatlas.export.View.TOPOLOGY);
            case iova -> machine(iovatlas.export.View.IOVA);
            case msi -> machine(iovatlas.export.View.MSI);
            case all -> machine(iovatlas.export.View.ALL);
            case compare -> compared();
        };
    }

    private Content compared() {
        DoorbellDesigns known = DoorbellDesigns.standard();
        return new CompareContent(
                opened.atlas(),
                timeline,
                step,
                DesignEvaluation.of(known, timeline).runAll(DesignChoice.several(known, designs)));
    }

    private Content machine(iovatlas.export.View view) {
        return new MachineContent(
                opened.atlas(),
                timeline,
                step,
                opened.layout(),
                view,
                device,
                vector,
                opened.notes(),
                () -> StandardRules.checker().check(opened.atlas(), timeline).problems());
    }
}
