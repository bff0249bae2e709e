package iovatlas.importer.sysfs;

import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.kernel.Fact;
import iovatlas.kernel.IdleVectors;
import iovatlas.kernel.Provenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The vectors that drivers allocated and set no handler for. `msi_irqs` has every interrupt that was
/// allocated, `/proc/interrupts` only those that have a handler or ever counted something; a function
/// gets its numbers in the order of its vectors. What was recorded first counts: later recordings show
/// what was bound to other drivers after boot.
///
/// Source: `kernel/irq/proc.c:show_interrupts`, `kernel/irq/msi.c:msi_setup_irq_entry` and its
/// forerunners.
final class IdleVectorsReader {

    private static final Pattern LINE = Pattern.compile("(?m)^ *(\\d{1,9}):");

    private IdleVectorsReader() {}

    static Fact<List<IdleVectors>> read(Machine machine, Fact<List<IdleVectors>> standard) {
        FileTree first = machine.snapshot().first();
        Set<Integer> shown =
                LINE.matcher(first.text(Snapshot.INTERRUPTS).orElse(""))
                        .results()
                        .map(line -> Integer.valueOf(line.group(1)))
                        .collect(Collectors.toSet());
        if (shown.isEmpty()) {
            return standard;
        }
        List<IdleVectors> idle = new ArrayList<>();
        for (FunctionFolder folder : machine.folders()) {
            addIdle(folder, folder.in(first).interrupts(), shown, idle);
        }
        return idle.isEmpty() ? standard : Fact.of(idle, Provenance.PROC_INTERRUPTS);
    }

    private static void addIdle(
            FunctionFolder folder, List<Integer> own, Set<Integer> shown, List<IdleVectors> to) {
        int count = Math.min(own.size(), IdleVectors.MOST);
        int from = -1;
        for (int number = 0; number <= count; number++) {
            boolean idle = number < count && !shown.contains(own.get(number));
            if (idle && from < 0) {
                from = number;
            } else if (!idle && from >= 0) {
                to.add(new IdleVectors(folder.at(), from, number - 1));
                from = -1;
            }
        }
    }
}
