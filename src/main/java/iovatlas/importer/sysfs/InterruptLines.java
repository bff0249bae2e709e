package iovatlas.importer.sysfs;

import iovatlas.observation.ObservedInterrupt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The message-signalled lines of `/proc/interrupts`.
///
/// Source: `kernel/irq/proc.c:show_interrupts`.
final class InterruptLines {

    private InterruptLines() {}

    static List<ObservedInterrupt> parse(String text) {
        List<ObservedInterrupt> lines = new ArrayList<>();
        int cpus = 0;
        for (String line : text.lines().toList()) {
            if (line.strip().startsWith("CPU")) {
                cpus = line.strip().split("\\s+", -1).length;
            } else {
                parseLine(line, cpus, lines);
            }
        }
        return lines;
    }

    private static void parseLine(String line, int cpus, List<ObservedInterrupt> lines) {
        int colon = line.indexOf(':');
        String number = colon < 0 ? "" : line.substring(0, colon).strip();
        if (!number.matches("\\d{1,9}")) {
            return;
        }
        List<String> words = Arrays.asList(line.substring(colon + 1).strip().split("\\s+", -1));
        long count = 0;
        int at = 0;
        // A pasted part of the file lacks the heading that says how many CPUs there are.
        int counters = cpus == 0 ? words.size() : cpus;
        while (at < words.size() && at < counters && words.get(at).matches("\\d{1,18}")) {
            count += Long.parseLong(words.get(at++));
        }
        if (at >= words.size() || !words.get(at).contains("MSI")) {
            return;
        }
        String chip = words.get(at++);
        String hwirq = at < words.size() ? words.get(at++) : "";
        // Arm prints the trigger as a word of its own, x86 joins it to the number.
        if (at < words.size() && words.get(at).matches("Edge|Level|None")) {
            at++;
        }
        lines.add(
                new ObservedInterrupt(
                        Integer.parseInt(number),
                        chip,
                        hwirq.replaceFirst("-(edge|level|fasteoi).*$", ""),
                        words.stream().skip(at).collect(Collectors.joining(" ")),
                        count));
    }
}
