package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.ElementId;

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

    /// The same with some of the columns only.
    public IovaMapModel withColumns(List<Integer> indexes) {
        List<Doorbell> kept =
                doorbells.stream()
                        .map(d ->
                                new Doorbell(
                                        d.element(),
                                        d.controller(),
                                        d.page(),
                                        d.uses().stream()
                                                .filter(use -> indexes.contains(use.column()))
                                                .map(use ->
                                                        new DoorbellUse(
                                                                use.iova(),
                                                                indexes.indexOf(use.column()),
                                                                use.users()))
                                                .toList()))
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
            /// What user space is told.
            TOLD,
            /// What the container or IOAS itself keeps.
            TREE,
            /// What nobody enforces.
            ADVISORY,
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
    /// @param uses where it is mapped; empty while it is not
    public record Doorbell(
            ElementId element, String controller, HostPhysical page, List<DoorbellUse> uses) {

        public Doorbell {
            uses = List.copyOf(uses);
        }

        /// How many vectors use it in all domains.
        public int users() {
            return uses.stream().mapToInt(DoorbellUse::users).sum();
        }
    }

    /// A doorbell mapped into a domain.
    ///
    /// @param iova one granule
    /// @param column index of the domain's column
    /// @param users how many vectors use it there
    public record DoorbellUse(AddressRange<Iova> iova, int column, int users) {}
}
