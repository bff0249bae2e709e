package iovatlas.importer.report;

import iovatlas.importer.lspci.ListedFunction;
import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pieces of a machine that one text holds.
///
/// @param name of the text, for notes
/// @param functions of listings, in the order of the text
/// @param groups group numbers of devices from a listing of groups alone, by device name
/// @param log messages of the kernel, time stamps taken off
/// @param tables ACPI tables by name
/// @param iomem lines of `/proc/iomem`
/// @param interrupts lines of `/proc/interrupts`
/// @param version the kernel as `uname -a` gives it, spelled as `/proc/version` does
/// @param commandLine as `/proc/cmdline` has it
/// @param unknown numbers of the lines that were not understood, from 1
/// @param notes what was repaired, and what is damaged
record Report(
        String name,
        List<ListedFunction> functions,
        Map<String, Integer> groups,
        List<String> log,
        Map<String, byte[]> tables,
        List<String> iomem,
        List<String> interrupts,
        Optional<String> version,
        Optional<String> commandLine,
        List<Integer> unknown,
        List<Note> notes) {

    Report {
        functions = List.copyOf(functions);
        groups = Map.copyOf(groups);
        log = List.copyOf(log);
        tables = Map.copyOf(tables);
        iomem = List.copyOf(iomem);
        interrupts = List.copyOf(interrupts);
        unknown = List.copyOf(unknown);
        notes = List.copyOf(notes);
    }

    /// A listing of groups and nothing else.
    static Report ofGroups(String name, Map<String, Integer> groups) {
        return new Report(
                name,
                List.of(),
                groups,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /// True when nothing in the text tells of a machine. A log counts when it names functions, groups
    /// or a kernel; any text may have something like a time stamp.
    boolean isEmpty() {
        return functions.isEmpty()
                && groups.isEmpty()
                && tables.isEmpty()
                && log.stream().noneMatch(Report::tells);
    }

    /// What the text gives: "34 functions (from line 1), 900 messages of the kernel, table DMAR".
    String summary() {
        List<String> parts = new ArrayList<>();
        if (!functions.isEmpty()) {
            int line = functions.stream().mapToInt(ListedFunction::line).min().orElse(1);
            parts.add("%d functions (from line %d)".formatted(functions.size(), line));
        }
        if (!groups.isEmpty()) {
            parts.add("the groups of %d devices".formatted(groups.size()));
        }
        if (!log.isEmpty()) {
            parts.add("%d messages of the kernel".formatted(log.size()));
        }
        tables.keySet().stream().sorted().map("table "::concat).forEach(parts::add);
        if (!iomem.isEmpty()) {
            parts.add("physical memory");
        }
        if (!interrupts.isEmpty()) {
            parts.add("interrupts");
        }
        return parts.isEmpty() ? "nothing" : "gives " + String.join(", ", parts);
    }

    private static boolean tells(String message) {
        return message.startsWith("Linux version ")
                || message.contains("iommu group")
                || message.contains("DMAR")
                || message.contains("AMD-Vi")
                || message.startsWith("arm-smmu")
                || message.startsWith("pci");
    }
}
