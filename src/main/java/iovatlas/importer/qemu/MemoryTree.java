package iovatlas.importer.qemu;

import iovatlas.address.AddressRange;
import iovatlas.address.GuestPhysical;
import iovatlas.importer.guest.GuestPlan;
import iovatlas.importer.guest.MachineLayout;
import iovatlas.observation.Note;
import iovatlas.topology.Architecture;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.MemoryRegion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The monitor's `info mtree`, plain or with `-f`: the guest's memory and its interrupt controller,
/// from the address space of the processors.
///
/// Source: QEMU `system/memory.c:mtree_print_mr, mtree_print_flatview`.
public final class MemoryTree {

    private static final Pattern SIGN =
            Pattern.compile("(?m)^(?:address-space: |FlatView #)|^ AS \"memory\", root: ");
    private static final Pattern LINE =
            Pattern.compile(
                    "^\\s*([0-9a-f]{8,16})-([0-9a-f]{8,16}) \\(prio -?\\d+, ([\\w/ -]+)\\): (.*)$");
    private static final Pattern HEADING =
            Pattern.compile("^(?:address-space: |memory-region: |FlatView #)");
    private static final Pattern BETWEEN =
            Pattern.compile("^(?: AS \"| Root memory region: |  No rendered FlatView)");
    private static final int FIRST_SPI = 80;
    private static final int SPIS = 64;

    private final List<MemoryRegion> regions = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<Note> notes = new ArrayList<>();
    private @Nullable GuestInterrupts interrupts;
    private boolean arm;
    private int others;

    private MemoryTree() {}

    /// Whether a text is such an output.
    public static boolean isMemoryTree(String text) {
        return SIGN.matcher(text).find() && text.contains("(prio ");
    }

    /// The same lines, those of such an output empty, so that the others keep their numbers.
    public static List<String> blanked(List<String> lines) {
        List<String> rest = new ArrayList<>(lines.size());
        boolean inside = false;
        for (String line : lines) {
            inside = HEADING.matcher(line).find() || (inside && isOfTree(line));
            rest.add(inside ? "" : line);
        }
        return rest;
    }

    private static boolean isOfTree(String line) {
        return line.isBlank() || LINE.matcher(line).matches() || BETWEEN.matcher(line).find();
    }

    /// Reads all lines.
    public static GuestPlan read(List<String> lines) {
        MemoryTree tree = new MemoryTree();
        boolean wanted = false;
        boolean heading = false;
        for (String line : lines) {
            if (line.startsWith("address-space:") || line.startsWith(" AS \"")) {
                boolean memory =
                        line.equals("address-space: memory") || line.startsWith(" AS \"memory\"");
                wanted = memory || (heading && wanted);
                heading = true;
            } else if (line.startsWith("FlatView #")) {
                wanted = false;
                heading = false;
            } else {
                heading &= line.isBlank();
                tree.line(line, wanted);
            }
        }
        return tree.plan();
    }

    private void line(String line, boolean wanted) {
        Matcher region = LINE.matcher(line);
        if (!region.matches()) {
            return;
        }
        if (!wanted) {
            others++;
            return;
        }
        long first = Long.parseUnsignedLong(region.group(1), 16);
        long last = Long.parseUnsignedLong(region.group(2), 16);
        String name = region.group(4).strip();
        if (Long.compareUnsigned(first, last) > 0) {
            return;
        }
        arm |= name.startsWith("gic");
        switch (region.group(3)) {
            case "ram" -> add(first, last, name, MemoryRegion.Kind.RAM);
            case "rom", "romd" -> add(first, last, name, MemoryRegion.Kind.ROM);
            default -> controller(first, name);
        }
    }

    private void controller(long first, String name) {
        if (interrupts != null) {
            return;
        }
        if (name.equals("gicv2m")) {
            interrupts = new GuestInterrupts.VirtualV2m(GuestPhysical.of(first), FIRST_SPI, SPIS);
            notes.add(
                    Note.information(
                            name,
                            "which interrupt numbers it has is not shown: 80 to 143 assumed"));
        } else if (name.contains("gicv3_its") || name.equals("control")) {
            interrupts = new GuestInterrupts.VirtualIts(GuestPhysical.of(first));
        }
    }

    private void add(long first, long last, String name, MemoryRegion.Kind kind) {
        AddressRange<GuestPhysical> range =
                AddressRange.of(GuestPhysical.of(first), GuestPhysical.of(last));
        if (regions.stream().anyMatch(r -> r.range().equals(range) && r.kind() == kind)) {
            // Every processor has an address space, and they show the same memory.
            return;
        }
        if (regions.stream().anyMatch(r -> r.range().overlaps(range))) {
            notes.add(Note.information(name, "lies over another region, left out"));
            return;
        }
        String plain = name.replaceAll("[^A-Za-z0-9_.-]", "-");
        String unique = plain.isEmpty() || !names.add(plain) ? plain + "-" + regions.size() : plain;
        names.add(unique);
        regions.add(new MemoryRegion(unique, range, kind));
    }

    private GuestPlan plan() {
        if (others > 0) {
            notes.add(
                    Note.information(
                            "info mtree",
                            others + " lines belong to other address spaces, left out"));
        }
        notes.add(
                Note.information(
                        "info mtree", "vCPUs and assigned devices are not shown by this command"));
        Architecture architecture = arm ? Architecture.ARM64 : Architecture.X86_64;
        return new GuestPlan(
                "vm0",
                architecture,
                true,
                1,
                regions,
                interrupts == null ? MachineLayout.interrupts(architecture, 3) : interrupts,
                List.of(),
                notes);
    }
}
