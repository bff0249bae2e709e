package iovatlas.importer.sysfs;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.topology.Bar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Memory windows of a function from its `resource` file: one line per window with first and last
/// address and the kernel's resource flags.
///
/// Source: `drivers/pci/pci-sysfs.c:resource_show`, `include/linux/ioport.h`.
final class Bars {

    private static final int WINDOWS = 7;
    private static final long MEMORY = 0x200;
    private static final long PREFETCH = 0x2000;

    private Bars() {}

    static List<Bar> parse(FunctionFolder folder, Notes notes) {
        List<Bar> bars = new ArrayList<>();
        List<String> lines =
                folder.tree().text(folder.path() + "/resource").orElse("").lines().toList();
        for (int i = 0; i < Math.min(WINDOWS, lines.size()); i++) {
            String[] words = lines.get(i).strip().split("\\s+", -1);
            if (words.length != 3) {
                notes.count("line of a resource file is not understood", folder.at().toString());
                continue;
            }
            Optional<Long> first = Numbers.parse(words[0]);
            Optional<Long> last = Numbers.parse(words[1]);
            long flags = Numbers.parse(words[2]).orElse(0L);
            if (first.isPresent()
                    && last.isPresent()
                    && (flags & MEMORY) != 0
                    && Long.compareUnsigned(first.get(), last.get()) < 0) {
                bars.add(
                        new Bar(
                                i,
                                AddressRange.of(
                                        HostPhysical.of(first.get()), HostPhysical.of(last.get())),
                                (flags & PREFETCH) != 0));
            }
        }
        return bars;
    }
}
