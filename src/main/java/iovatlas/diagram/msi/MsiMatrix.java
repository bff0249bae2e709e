package iovatlas.diagram.msi;

import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.PciAddress;

import java.util.List;

/// Where the messages of many vectors go: a table of devices by vCPUs for each owner.
///
/// @param title one line
/// @param tables one for each guest, process and the host, in the machine's order
public record MsiMatrix(String title, List<Table> tables) {

    /// The devices of one owner.
    ///
    /// @param owner who takes their interrupts, e.g. `guest vm0`
    /// @param columns where they go: vCPUs, CPUs, then the ways in which they do not arrive
    /// @param rows one for each device that has vectors set up
    /// @param left how many columns were left out because no vector goes there
    public record Table(String owner, List<Column> columns, List<Row> rows, int left) {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /// Where messages go.
    ///
    /// @param heading e.g. `vCPU3` or `lost at the guest's controller`
    /// @param verdict how every message of the column ends
    public record Column(String heading, Verdict verdict) {}

    /// One device.
    ///
    /// @param label address and name
    /// @param possible how many vectors it could have
    /// @param cells its vectors in each column, ascending
    public record Row(PciAddress device, String label, int possible, List<List<Mark>> cells) {
        public Row {
            cells = cells.stream().map(List::copyOf).toList();
        }

        /// How many vectors are set up.
        public int count() {
            return cells.stream().mapToInt(List::size).sum();
        }
    }

    /// One vector.
    ///
    /// @param summary where it ends and why
    public record Mark(int vector, String summary) {}

    public MsiMatrix {
        tables = List.copyOf(tables);
    }

    /// How many vectors are in it.
    public int count() {
        return tables.stream().flatMap(table -> table.rows().stream()).mapToInt(Row::count).sum();
    }
}
