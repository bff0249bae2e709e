package iovatlas.export;

import static iovatlas.table.TableKind.BOOT;
import static iovatlas.table.TableKind.DOMAINS;
import static iovatlas.table.TableKind.DOORBELLS;
import static iovatlas.table.TableKind.FUNCTIONS;
import static iovatlas.table.TableKind.GROUPS;
import static iovatlas.table.TableKind.ID_MAPS;
import static iovatlas.table.TableKind.MAPPINGS;
import static iovatlas.table.TableKind.REGIONS;
import static iovatlas.table.TableKind.SPACES;
import static iovatlas.table.TableKind.VECTORS;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.diagnostic.Problem;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Palette;
import iovatlas.diagram.iova.IovaMapDiagram;
import iovatlas.diagram.topology.TopologyDiagram;
import iovatlas.export.dot.DotWriter;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.observation.Note;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.design.DesignEvaluation;
import iovatlas.table.FindingTables;
import iovatlas.table.NamedTable;
import iovatlas.table.TableKind;
import iovatlas.table.TableSource;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A view of a document at one moment.
///
/// @param atlas the document
/// @param timeline its scenario worked through
/// @param step the moment, 0 is boot
/// @param layout where parts of the topology's drawing were moved to
/// @param which the view
/// @param device whose message path is meant, null for the one that the scenario is about
/// @param vector which vector, null likewise
/// @param remarks what the reader of the input wants a person to know
/// @param problems looked for only when a report needs them
/// @param looks what the pictures show
public record MachineContent(
        Atlas atlas,
        Timeline timeline,
        int step,
        Layout layout,
        View which,
        @Nullable PciAddress device,
        @Nullable Integer vector,
        List<Note> remarks,
        Supplier<List<Problem>> problems,
        ViewOptions looks)
        implements Content {

    private static final List<TableKind> TOPOLOGY = List.of(FUNCTIONS, GROUPS, ID_MAPS, BOOT);
    private static final List<TableKind> IOVA =
            List.of(MAPPINGS, REGIONS, SPACES, DOMAINS, DOORBELLS);

    public MachineContent {
        remarks = List.copyOf(remarks);
    }

    @Override
    public String title() {
        return atlas.title().isEmpty() ? "untitled" : atlas.title();
    }

    @Override
    public String kernel() {
        return atlas.boot().release().value().toString();
    }

    @Override
    public String view() {
        return which.word();
    }

    @Override
    public List<String> notes() {
        return atlas.notes();
    }

    @Override
    public List<Drawing> drawings(DrawingStyle style) {
        return switch (which) {
            case TOPOLOGY -> List.of(topology(style));
            case IOVA -> List.of(map(style));
            case MSI -> pictures().needed(style);
            case COMPARE -> compared().drawings(style);
            case ALL -> {
                List<Drawing> drawings = new ArrayList<>(List.of(topology(style), map(style)));
                drawings.addAll(pictures().draw(style));
                yield List.copyOf(drawings);
            }
        };
    }

    private Drawing topology(DrawingStyle style) {
        return TopologyDiagram.draw(
                atlas, timeline, step, looks.topology().withLayout(layout), style);
    }

    private Drawing map(DrawingStyle style) {
        return IovaMapDiagram.draw(atlas, timeline, step, looks.map(), style);
    }

    @Override
    public String dot(Palette palette) {
        var dot = new DotWriter(title(), palette);
        return switch (which) {
            case TOPOLOGY -> dot.machine(state()).text();
            case IOVA -> dot.spaces(state()).text();
            case MSI -> dot.path(pictures().neededPath()).text();
            case COMPARE -> compared().dot(palette);
            case ALL -> {
                dot.machine(state()).spaces(state());
                pictures().path().ifPresent(dot::path);
                yield dot.text();
            }
        };
    }

    @Override
    public List<NamedTable> tables() {
        return switch (which) {
            case TOPOLOGY -> tables(TOPOLOGY);
            case IOVA -> tables(IOVA);
            case MSI -> {
                List<NamedTable> tables = new ArrayList<>();
                tables.add(FindingTables.hops(pictures().neededPath()));
                tables.addAll(tables(List.of(VECTORS)));
                yield List.copyOf(tables);
            }
            case COMPARE -> compared().tables();
            case ALL -> {
                List<NamedTable> tables = new ArrayList<>();
                tables.add(FindingTables.problems(problems.get()));
                pictures().path().ifPresent(path -> tables.add(FindingTables.hops(path)));
                tables.addAll(tables(List.of(TableKind.values())));
                yield List.copyOf(tables);
            }
        };
    }

    private List<NamedTable> tables(List<TableKind> kinds) {
        TableSource source = new TableSource(atlas, timeline, step, remarks);
        return kinds.stream().map(kind -> NamedTable.of(kind, source)).toList();
    }

    private CompareContent compared() {
        DoorbellDesigns known = DoorbellDesigns.standard();
        List<DoorbellDesign> chosen =
                looks.designs().isEmpty()
                        ? known.usual()
                        : looks.designs().stream().flatMap(id -> known.find(id).stream()).toList();
        DesignEvaluation evaluation = DesignEvaluation.of(known, timeline);
        return new CompareContent(atlas, timeline, step, evaluation.runAll(chosen));
    }

    private KernelState state() {
        return timeline.state(step);
    }

    private MsiPictures pictures() {
        return new MsiPictures(atlas, timeline, step, device, vector);
    }
}
