package iovatlas.ui.shell;

import iovatlas.ui.compare.CompareView;
import iovatlas.ui.inspector.InspectorView;
import iovatlas.ui.iovamap.IovaMapView;
import iovatlas.ui.kernellog.KernelLogView;
import iovatlas.ui.machine.MachineView;
import iovatlas.ui.msipath.MsiPathView;
import iovatlas.ui.pane.PaneSlot;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewFactory;
import iovatlas.ui.problems.ProblemsView;
import iovatlas.ui.tables.TablesView;
import iovatlas.ui.text.DocumentTextView;
import iovatlas.ui.timeline.TimelineView;
import iovatlas.ui.topology.TopologyView;

/// The views of the program, one for each place.
public final class StandardViews implements ViewFactory {

    @Override
    public PaneView create(PaneSlot slot, ViewContext context) {
        return switch (slot) {
            case TREE -> new MachineView(context);
            case TOPOLOGY -> new TopologyView(context);
            case IOVA -> new IovaMapView(context);
            case MSI -> new MsiPathView(context);
            case INSPECTOR -> new InspectorView(context);
            case PROBLEMS -> new ProblemsView(context);
            case TIMELINE -> new TimelineView(context);
            case KERNEL_LOG -> new KernelLogView(context);
            case COMPARE -> new CompareView(context);
            case TABLES -> new TablesView(context);
            case DOCUMENT -> new DocumentTextView(context);
        };
    }
}
