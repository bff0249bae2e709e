package iovatlas.diagram.topology;

import iovatlas.diagram.Ink;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A box in the tree of a machine: a host bridge, a function, or several functions that are alike.
///
/// @param element what it stands for; the first of several
/// @param kind decides the colour of its bar
/// @param address first line: bus address, or a range of them
/// @param detail second line
/// @param acs what it does about Access Control Services
/// @param group number of its IOMMU group, null without one; the first of several
/// @param groupText the group as a table says it, empty without one
/// @param ungrouped whether it could be in a group, on a machine with IOMMUs, and is in none
/// @param iommu name of the IOMMU in front of it, null for none
/// @param ids how the IOMMU knows it, e.g. `RID 0x0100 -> SID 0x100`; empty when nothing is known
/// @param streams the same in a table, e.g. `0x100`
/// @param space name of the container or IOAS that it belongs to, empty for none
/// @param count how many functions it stands for, 0 for a host bridge
/// @param tip everything known about it, for a pointer resting on it
/// @param selected whether it is selected
/// @param children what hangs below it
public record MachineNode(
        ElementId element,
        Kind kind,
        String address,
        String detail,
        AcsMark acs,
        @Nullable Integer group,
        String groupText,
        boolean ungrouped,
        @Nullable String iommu,
        String ids,
        String streams,
        String space,
        int count,
        String tip,
        boolean selected,
        List<MachineNode> children) {

    public MachineNode {
        children = List.copyOf(children);
    }

    /// What a node is.
    public enum Kind {
        HOST_BRIDGE(Ink.GREY),
        BRIDGE(Ink.BLUE),
        ENDPOINT(Ink.GREEN),
        PLATFORM_DEVICE(Ink.ORANGE),
        /// Made by the driver of the function that it hangs below.
        MEDIATED_DEVICE(Ink.PURPLE),
        /// A collapsed subtree.
        SUMMARY(Ink.GREY);

        private final Ink bar;

        Kind(Ink bar) {
            this.bar = bar;
        }

        /// The colour of its bar.
        public Ink bar() {
            return bar;
        }
    }

    /// What a function does about Access Control Services.
    public enum AcsMark {
        /// Nothing that concerns others: nothing is shown.
        NOT_SHOWN,
        /// It keeps what is below it (or beside it) apart.
        ISOLATES,
        /// It does not.
        NONE
    }
}
