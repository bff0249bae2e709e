package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What lies where in one container or IOAS, and in what it belongs to.
///
/// @param title one line
/// @param element the space
/// @param range all addresses that an axis may show
/// @param mappings what user space has mapped; every domain mirrors it
/// @param columns the owner's memory, then one column a domain, then what was refused
/// @param doorbells where on the host messages go
/// @param collisions by address
public record IovaMapModel(
        String title,
        ElementId element,
        AddressRange<Iova> range,
        RangeIndex<Iova, UserMapping> mappings,
        List<Column> columns,
        List<Doorbell> doorbells,
        List<Collision> collisions) {

    public IovaMapModel {
        columns = List.copyOf(columns);
        doorbells = List.copyOf(doorbells);
        collisions = List.copyOf(collisions);
    }

    /// The same with some of the columns only; doorbells of the others count as not shown.
    IovaMapModel withColumns(List<Integer> indexes) {
        List<Doorbell> kept =
                doorbells.stream()
                        .filter(d -> d.column() < 0 || indexes.contains(d.column()))
                        .map(d -> d.at(indexes.indexOf(d.column())))
                        .toList();
        List<Column> chosen = indexes.stream().map(columns::get).toList();
        return new IovaMapModel(title, element, range, mappings, chosen, kept, collisions);
    }

    /// One column of the map.
    ///
    /// @param element what it stands for
    /// @param mirrors whether the mappings of the space are in it, besides the items
    /// @param items everything else in it, in any order
    public record Column(
            Kind kind,
            ElementId element,
            String title,
            String subtitle,
            boolean mirrors,
            List<IovaItem> items) {

        /// What a column shows.
        public enum Kind {
            /// The addresses of a guest or a process.
            MEMORY,
            DOMAIN,
            /// A group that could not be attached, or groups in no space.
            GROUP
        }

        public Column {
            items = List.copyOf(items);
        }
    }

    /// A doorbell on the host.
    ///
    /// @param controller its name
    /// @param page the page that holds it
    /// @param iova where it is mapped, null while it is not
    /// @param column index of the domain's column, -1 while it is not mapped
    /// @param users how many vectors use it
    public record Doorbell(
            ElementId element,
            String controller,
            HostPhysical page,
            @Nullable AddressRange<Iova> iova,
            int column,
            int users) {

        private Doorbell at(int otherColumn) {
            return new Doorbell(element, controller, page, iova, otherColumn, users);
        }
    }
}
