package iovatlas.kernel.kvm;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A VM's GSI routing table. KVM_SET_GSI_ROUTING replaces it as a whole, or leaves it.
///
/// Source: `virt/kvm/irqchip.c:kvm_set_irq_routing, setup_routing_entry`.
///
/// @param entries in the order of the call
public record RoutingTable(List<RoutingEntry> entries) {

    /// The most entries, and the limit of GSI numbers.
    public static final int LIMIT = 4096;

    private static final KernelRule BAD_TABLE =
            KernelRule.of(
                    "kvm-routing-refused",
                    "the routing table is refused: {0}; the old one stays",
                    "virt/kvm/irqchip.c",
                    "kvm_set_irq_routing");

    public RoutingTable {
        entries = List.copyOf(entries);
    }

    /// Replaces the table.
    ///
    /// @return EINVAL for too many entries, a GSI out of range, or two entries of one GSI unless they
    ///     are pins of different chips
    public Transition<RoutingTable, Integer> replace(List<RoutingEntry> wanted) {
        String wrong = wrongWith(wanted);
        return wrong.isEmpty()
                ? new Transition<>(new RoutingTable(wanted), Outcome.ok(wanted.size()))
                : new Transition<>(
                        this,
                        Outcome.refuse(Errno.EINVAL, BAD_TABLE, new Evidence.OfText("", wrong)));
    }

    /// The message that a GSI stands for, empty for pins and for unknown numbers.
    public Optional<RoutingEntry.Msi> messageOf(int gsi) {
        return entries.stream()
                .filter(e -> e.gsi() == gsi)
                .flatMap(e -> e instanceof RoutingEntry.Msi msi ? Stream.of(msi) : Stream.empty())
                .findFirst();
    }

    /// The lowest GSI from `first` on that has no entry, as QEMU chooses one; empty when all are taken
    /// or the table is full.
    public Optional<Integer> lowestFree(int first) {
        if (entries.size() >= LIMIT) {
            return Optional.empty();
        }
        Set<Integer> taken = entries.stream().map(RoutingEntry::gsi).collect(Collectors.toSet());
        return IntStream.range(first, LIMIT).boxed().filter(g -> !taken.contains(g)).findFirst();
    }

    private static String wrongWith(List<RoutingEntry> wanted) {
        if (wanted.size() > LIMIT) {
            return wanted.size() + " entries";
        }
        for (int i = 0; i < wanted.size(); i++) {
            RoutingEntry entry = wanted.get(i);
            if (entry.gsi() < 0 || entry.gsi() >= LIMIT) {
                return "GSI " + entry.gsi();
            }
            for (RoutingEntry earlier : wanted.subList(0, i)) {
                if (earlier.gsi() == entry.gsi() && collide(earlier, entry)) {
                    return "two entries of GSI " + entry.gsi();
                }
            }
        }
        return "";
    }

    private static boolean collide(RoutingEntry one, RoutingEntry other) {
        return !(one instanceof RoutingEntry.Pin first
                && other instanceof RoutingEntry.Pin second
                && first.chip() != second.chip());
    }
}
