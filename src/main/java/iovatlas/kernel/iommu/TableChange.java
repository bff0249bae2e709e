package iovatlas.kernel.iommu;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;
import iovatlas.topology.VirtualFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What happens to the groups of a running machine: existing groups are never split or merged
/// again, only single functions come and go.
final class TableChange {

    private TableChange() {}

    /// A driver is tried on a function.
    static GroupState bind(Machine machine, GroupState state, PciAddress at) {
        PciNode node = machine.tree().node(at).orElse(null);
        IommuSide side = node == null ? null : machine.coverage().of(node).orElse(null);
        boolean due = side != null && Grouping.waitsForDriver(machine, side.iommu());
        if (node == null || !due || state.groupOf().containsKey(at)) {
            return state;
        }
        return probe(new GroupForming(machine, state), List.of(node)).take();
    }

    /// Functions appear.
    static GroupTable add(GroupTable table, List<PciFunction> functions) {
        GroupTable emptied = table;
        for (PciFunction function : functions) {
            emptied = emptied.hotRemove(function.at());
        }
        Machine old = emptied.machine();
        Set<PciAddress> late = new HashSet<>(old.late());
        List<PciFunction> all = new ArrayList<>(old.topology().functions());
        for (PciFunction function : functions) {
            late.add(function.at());
            all.add(function);
        }
        Machine machine = Machine.of(old.topology().withFunctions(all), old.facts(), late);
        GroupForming forming = new GroupForming(machine, emptied.state());
        List<PciNode> due = new ArrayList<>();
        for (PciNode node : machine.tree().nodes()) {
            if (functions.contains(node.function())) {
                forming.noteDriver(node);
                if (isDue(machine, node)) {
                    due.add(node);
                } else {
                    forming.leaveOut(node.at(), waits(node));
                }
            }
        }
        return new GroupTable(machine, SoftwareGroups.settled(machine, probe(forming, due).take()));
    }

    /// A function, everything below it and its virtual functions disappear.
    static GroupTable remove(GroupTable table, PciAddress at) {
        Machine old = table.machine();
        PciNode gone = old.tree().node(at).orElse(null);
        if (gone == null) {
            return table;
        }
        Set<PciFunction> leaving = new HashSet<>();
        GroupForming forming = new GroupForming(old, table.state());
        for (PciNode node : old.tree().nodes()) {
            if (node == gone || leavesWith(node.function(), gone.function())) {
                leaving.add(node.function());
                forming.remove(node);
            }
        }
        Topology rest =
                old.topology()
                        .withFunctions(
                                old.topology().functions().stream()
                                        .filter(f -> !leaving.contains(f))
                                        .toList());
        Set<PciAddress> late = new HashSet<>(old.late());
        leaving.forEach(f -> late.remove(f.at()));
        Machine machine = Machine.of(rest, old.facts(), late);
        return new GroupTable(machine, SoftwareGroups.settled(machine, forming.take()));
    }

    private static boolean leavesWith(PciFunction function, PciFunction gone) {
        VirtualFunction virtual = function.virtual();
        BusRange buses = gone.buses();
        boolean below =
                buses != null
                        && function.at().segment() == gone.at().segment()
                        && buses.contains(function.at().bus());
        return below || (virtual != null && virtual.physical().equals(gone.at()));
    }

    private static boolean isDue(Machine machine, PciNode node) {
        IommuSide side = machine.coverage().of(node).orElse(null);
        return side == null
                || node.function().driver() != null
                || node.function().kind().isBridge()
                || !Grouping.waitsForDriver(machine, side.iommu());
    }

    private static GroupForming probe(GroupForming forming, List<PciNode> nodes) {
        for (PciNode node : nodes) {
            @Nullable Reason error = forming.probe(node);
            if (error != null) {
                forming.refuse(node, error);
            }
        }
        return forming;
    }

    private static Reason waits(PciNode node) {
        return Reason.of(
                GroupRules.WAITS_FOR_DRIVER, new Evidence.OfFunction("function", node.at()));
    }
}
