package iovatlas.kernel.iommu;

import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;

/// A change of the machine that would put two functions into different groups.
///
/// @param summary what has to change, one sentence
/// @param ports the ports or functions concerned
/// @param commandLine the words for the kernel command line that do it, empty when none do
/// @param warnings what the change does not do
public record Separation(
        String summary, List<PciAddress> ports, String commandLine, List<String> warnings) {

    public Separation {
        ports = List.copyOf(ports);
        warnings = List.copyOf(warnings);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("to part them: " + summary);
        if (!commandLine.isEmpty()) {
            lines.add("  " + commandLine);
        }
        warnings.forEach(warning -> lines.add("  but: " + warning));
        return lines;
    }
}
