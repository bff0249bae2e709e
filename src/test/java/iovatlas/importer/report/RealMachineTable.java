package iovatlas.importer.report;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.LikelyCause;
import iovatlas.diagnostic.Mismatch;
import iovatlas.diagnostic.Verification;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.report.RealMachine.Comparison;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.Grouping;

import java.io.PrintStream;
import java.util.TreeSet;

/// Prints for every published machine how far its computed groups are those of its kernel: functions,
/// recorded groups, pairs of functions that share a group in both or in neither, functions that
/// differ, what the recording lacks, and the causes that `iovatlas verify` names.
final class RealMachineTable {

    private RealMachineTable() {}

    /// Needs no arguments; `causes` prints the causes too.
    public static void main(String[] args) throws ImportFailure {
        PrintStream out = System.out;
        out.printf(
                "%-42s%10s%8s%8s%8s%10s%8s  %s%n",
                "machine",
                "functions",
                "groups",
                "pairs",
                "equal",
                "differing",
                "by hand",
                "lacks");
        for (RealMachine machine : RealMachines.all()) {
            Atlas atlas = machine.open();
            Comparison before = compare(machine, atlas);
            Comparison after = compare(machine, machine.byHand().apply(atlas));
            out.printf(
                    "%-42s%10d%8d%8d%8d%10d%8d  %s%n",
                    machine.name(),
                    atlas.topology().functions().size(),
                    machine.recordedGroups(atlas),
                    before.pairs(),
                    before.equal(),
                    before.differing().size(),
                    after.differing().size(),
                    machine.lacks());
            if (args.length > 0) {
                causes(out, atlas);
            }
        }
    }

    private static void causes(PrintStream out, Atlas atlas) {
        GroupTable table = Grouping.boot(atlas.topology(), atlas.boot());
        LikelyCause cause = new LikelyCause(table, atlas.observation());
        TreeSet<String> causes = new TreeSet<>();
        for (Mismatch mismatch : Verification.of(table, atlas.observation()).mismatches()) {
            causes.add(cause.of(mismatch));
        }
        causes.forEach(text -> out.println("    " + text));
    }

    private static Comparison compare(RealMachine machine, Atlas atlas) throws ImportFailure {
        var computed = RealMachine.computed(atlas);
        var recorded = machine.recorded(atlas);
        computed.keySet().retainAll(recorded.keySet());
        return Comparison.of(recorded, computed);
    }
}
