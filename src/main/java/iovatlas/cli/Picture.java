package iovatlas.cli;

import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.export.Content;
import iovatlas.export.MachineContent;
import iovatlas.importer.Opened;
import iovatlas.scenario.Timeline;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

/// What is drawn of a document at one moment.
///
/// @param opened the document
/// @param timeline its scenario worked through
/// @param step the moment
/// @param device whose message path is drawn, null for the first that has one
/// @param vector which vector, null for the one that the scenario looks at
public record Picture(
        Opened opened,
        Timeline timeline,
        int step,
        @Nullable PciAddress device,
        @Nullable Integer vector) {

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
    /// @throws UsageProblem when that view cannot be drawn
    public Content content(View view) {
        return switch (view) {
            case topology -> machine(iovatlas.export.View.TOPOLOGY);
            case iova -> machine(iovatlas.export.View.IOVA);
            case msi -> machine(iovatlas.export.View.MSI);
            case all -> machine(iovatlas.export.View.ALL);
            case compare ->
                    throw new UsageProblem(
                            "designs cannot be drawn side by side yet; use --view all");
        };
    }

    private Content machine(iovatlas.export.View view) {
        return new MachineContent(
                opened.atlas(),
                timeline,
                step,
                view,
                device,
                vector,
                opened.notes(),
                () -> StandardRules.checker().check(opened.atlas(), timeline).problems());
    }
}
