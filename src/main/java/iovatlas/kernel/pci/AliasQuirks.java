package iovatlas.kernel.pci;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.PciFunction;

import java.util.List;
import java.util.TreeSet;

/// Functions that use further requester IDs of their own bus.
final class AliasQuirks {

    private AliasQuirks() {}

    /// The mask from the built-in quirks and from the machine's description, without the function's
    /// own devfn.
    static AliasMask maskOf(PciFunction function, KernelRelease release) {
        List<AliasQuirk> quirks = AliasQuirk.of(function.identity().id());
        if (quirks.isEmpty() && function.aliasDevfns().isEmpty()) {
            return AliasMask.NONE;
        }
        TreeSet<Integer> devfns = new TreeSet<>(function.aliasDevfns());
        for (AliasQuirk quirk : quirks) {
            if (quirk.matches(function, release)) {
                devfns.addAll(quirk.effect().devfns(function.at()));
            }
        }
        devfns.remove(function.at().devfn());
        return AliasMask.of(devfns);
    }
}
