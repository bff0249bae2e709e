package iovatlas.diagram.msi;

import iovatlas.diagram.msi.MsiMatrix.Column;
import iovatlas.diagram.msi.MsiMatrix.Mark;
import iovatlas.diagram.msi.MsiMatrix.Row;
import iovatlas.diagram.msi.MsiMatrix.Table;
import iovatlas.kernel.doorbell.FunctionVectors;
import iovatlas.kernel.doorbell.VectorKind;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiHop.Status;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.scenario.MsiTracer;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Follows every vector that is set up and sorts the vectors by where they go.
public final class MatrixReader {

    /// A guest with more vCPUs shows only those that get something.
    private static final int ALL_CPUS = 16;

    private final KernelState state;
    private final MsiTracer tracer;

    private MatrixReader(KernelState state) {
        this.state = state;
        this.tracer = MsiTracer.of(state);
    }

    /// The matrix of a machine at one moment.
    ///
    /// @param device one function, null for all
    public static MsiMatrix read(KernelState state, @Nullable PciAddress device) {
        return new MatrixReader(state).matrix(device);
    }

    private MsiMatrix matrix(@Nullable PciAddress device) {
        Map<String, List<PciFunction>> owned = new LinkedHashMap<>();
        for (PciFunction function : state.topology().functions()) {
            boolean wanted = device == null || device.equals(function.at());
            if (wanted && state.interrupts().vectorsOf(function.at()).active() != null) {
                owned.computeIfAbsent(ownerName(function), _ -> new ArrayList<>()).add(function);
            }
        }
        List<Table> tables = new ArrayList<>();
        List<PciFunction> ofHost = owned.remove("");
        owned.forEach((owner, functions) -> tables.add(table(owner, functions)));
        if (ofHost != null) {
            tables.add(table("", ofHost));
        }
        String subject =
                device == null
                        ? "all devices"
                        : state.topology()
                                .function(device)
                                .map(PciFunction::label)
                                .orElse(device.shortText());
        return new MsiMatrix("MSI matrix \u2014 " + subject, tables);
    }

    private String ownerName(PciFunction function) {
        return state.spaceOf(function.at())
                .flatMap(state.topology()::space)
                .map(IovaSpace::owner)
                .orElse("");
    }

    private Table table(String owner, List<PciFunction> functions) {
        Map<PciFunction, Map<Column, List<Mark>>> places = new LinkedHashMap<>();
        Map<Column, Integer> used = new HashMap<>();
        for (PciFunction function : functions) {
            Map<Column, List<Mark>> row = marks(function);
            row.forEach((column, marks) -> used.merge(column, marks.size(), Integer::sum));
            places.put(function, row);
        }
        List<Column> columns = new ArrayList<>(arriving(owner));
        int all = columns.size();
        if (all > ALL_CPUS) {
            columns.removeIf(column -> !used.containsKey(column));
        }
        int left = all - columns.size();
        used.keySet().stream()
                .filter(column -> !columns.contains(column))
                .sorted(
                        Comparator.comparing(Column::verdict)
                                .thenComparingInt(column -> column.heading().length())
                                .thenComparing(Column::heading))
                .forEach(columns::add);
        List<Row> rows = new ArrayList<>();
        places.forEach((function, row) ->
                rows.add(
                        new Row(
                                function.at(),
                                function.label(),
                                possible(function),
                                columns.stream()
                                        .map(column -> row.getOrDefault(column, List.of()))
                                        .toList())));
        return new Table(heading(owner), columns, rows, left);
    }

    private Map<Column, List<Mark>> marks(PciFunction function) {
        FunctionVectors vectors = state.interrupts().vectorsOf(function.at());
        IrqIndex index = vectors.active() == VectorKind.MSI ? IrqIndex.MSI : IrqIndex.MSIX;
        Map<Integer, MsiPath> paths = new TreeMap<>();
        for (int number : vectors.vectors().keys()) {
            paths.put(number, tracer.trace(function.at(), index, number));
        }
        Map<Column, List<Mark>> marks = new HashMap<>();
        paths.forEach((number, path) ->
                marks.computeIfAbsent(columnOf(path), _ -> new ArrayList<>())
                        .add(new Mark(number, path.verdict().word() + ": " + path.summary())));
        return marks;
    }

    private int possible(PciFunction function) {
        FunctionVectors vectors = state.interrupts().vectorsOf(function.at());
        var msi = function.capabilities().msi();
        var msix = function.capabilities().msix();
        return vectors.active() == VectorKind.MSI
                ? msi == null ? 0 : msi.vectors()
                : msix == null ? 0 : msix.tableSize();
    }

    private List<Column> arriving(String owner) {
        return state.topology()
                .owner(owner)
                .map(who ->
                        switch (who) {
                            case ContainerOwner.Guest guest -> columns("vCPU", guest.vcpus());
                            case ContainerOwner.UserProcess _ -> List.<Column>of();
                        })
                .orElse(List.of());
    }

    private static List<Column> columns(String word, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Column(word + number, Verdict.DELIVERED))
                .toList();
    }

    private String heading(String owner) {
        return state.topology()
                .owner(owner)
                .map(who ->
                        switch (who) {
                            case ContainerOwner.Guest guest -> "guest " + guest.name();
                            case ContainerOwner.UserProcess process -> "process " + process.name();
                        })
                .orElse("host");
    }

    /// The last station that the message reaches names the column; for one that does not arrive, how
    /// and where it ends.
    private static Column columnOf(MsiPath path) {
        MsiHop end = path.hops().stream().filter(HopTelling::ends).findFirst().orElse(null);
        if (end != null) {
            return new Column(path.verdict().word() + " at " + place(end.kind()), path.verdict());
        }
        MsiHop last =
                path.hops().stream()
                        .filter(hop -> hop.status() == Status.OK)
                        .reduce((_, later) -> later)
                        .orElseThrow();
        if (last.kind() == Kind.VCPU) {
            return new Column(last.title(), path.verdict());
        }
        String cpu =
                last.fields().stream()
                        .filter(field -> field.name().equals("CPU"))
                        .map(MsiHop.Field::value)
                        .findFirst()
                        .orElse(last.title());
        return new Column(cpu, path.verdict());
    }

    private static String place(Kind kind) {
        return switch (kind) {
            case FUNCTION, MESSAGE -> "the device";
            case IOMMU -> "the IOMMU";
            case DOORBELL -> "the doorbell";
            case CONTROLLER -> "the controller";
            case INTERRUPT, EVENTFD -> "the host";
            case IRQFD -> "irqfd";
            case GUEST_CONTROLLER -> "the guest's controller";
            case VCPU -> "the vCPU";
        };
    }
}
