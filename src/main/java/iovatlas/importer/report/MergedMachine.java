package iovatlas.importer.report;

import iovatlas.importer.dmesg.KernelLog;
import iovatlas.importer.dmesg.LoggedFunction;
import iovatlas.importer.dmesg.LoggedFunctions;
import iovatlas.importer.dmesg.LoggedGroups;
import iovatlas.importer.lspci.ListedFunction;
import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The functions and groups of all pieces together.
final class MergedMachine {

    private final PieceNotes notes;
    private final List<Report> reports;
    private final KernelLog log;
    private final TreeMap<PciAddress, MergedFunction> functions = new TreeMap<>();
    private final Map<String, Integer> groups = new TreeMap<>();
    private final Map<String, String> otherDrivers = new HashMap<>();
    private final Map<Integer, int[]> busAbove = new HashMap<>();

    private MergedMachine(List<Report> reports, PieceNotes notes) {
        this.reports = reports;
        this.notes = notes;
        this.log = new KernelLog(reports.stream().flatMap(r -> r.log().stream()).toList());
    }

    static MergedMachine of(List<Report> reports, PieceNotes notes) {
        MergedMachine machine = new MergedMachine(reports, notes);
        machine.mergeFunctions();
        machine.mergeGroups();
        machine.remark();
        return machine;
    }

    KernelLog log() {
        return log;
    }

    /// By address.
    Map<PciAddress, MergedFunction> functions() {
        return functions;
    }

    /// Group numbers by device name.
    Map<String, Integer> groups() {
        return groups;
    }

    /// The drivers of devices on no PCI bus by name.
    Map<String, String> otherDrivers() {
        return otherDrivers;
    }

    private void mergeFunctions() {
        Map<PciAddress, ListedFunction> listed = new HashMap<>();
        for (Report report : reports) {
            report.functions().forEach(f -> listed.merge(f.at(), f, ListedFunction::joined));
        }
        Map<PciAddress, LoggedFunction> logged = LoggedFunctions.read(log);
        TreeSet<PciAddress> all = new TreeSet<>(listed.keySet());
        addLogged(all, logged, listed.keySet());
        reports.stream()
                .flatMap(r -> r.groups().keySet().stream())
                .filter(PciAddress::isAddress)
                .map(PciAddress::parse)
                .forEach(all::add);
        for (PciAddress at : all) {
            functions.put(at, MergedFunction.of(at, listed.get(at), logged.get(at), notes));
        }
    }

    /// A listing of the whole machine is trusted: what it lacks was hidden or removed since the log
    /// told of it. An excerpt is filled up from the log.
    private void addLogged(
            Set<PciAddress> all, Map<PciAddress, LoggedFunction> logged, Set<PciAddress> listed) {
        Set<PciAddress> told = new TreeSet<>();
        logged.values().stream()
                .filter(LoggedFunction::enumerated)
                .map(LoggedFunction::at)
                .forEach(told::add);
        LoggedGroups.read(log).keySet().stream()
                .filter(PciAddress::isAddress)
                .map(PciAddress::parse)
                .forEach(told::add);
        long both = told.stream().filter(listed::contains).count();
        if (both * 2 <= told.size()) {
            all.addAll(told);
            return;
        }
        told.stream()
                .filter(at -> !listed.contains(at))
                .forEach(at ->
                        notes.information(
                                at.toString(),
                                "the kernel log found this function, the listing has it no more:"
                                        + " left out"));
    }

    /// Listings win over the log, which may be of another boot; then only their numbers agree if the
    /// log may add the devices on no PCI bus.
    private void mergeGroups() {
        for (Report report : reports) {
            groups.putAll(report.groups());
            report.functions().stream()
                    .filter(f -> f.group() != null)
                    .forEach(f -> groups.put(f.at().toString(), f.group()));
        }
        Map<String, LoggedGroups.Member> logged = LoggedGroups.read(log);
        boolean agrees =
                groups.isEmpty()
                        || logged.entrySet().stream()
                                .filter(e -> groups.containsKey(e.getKey()))
                                .allMatch(e ->
                                        Objects.equals(
                                                groups.get(e.getKey()), e.getValue().group()));
        boolean excerpt = !agrees && groups.size() * 2 < logged.size();
        if (!agrees) {
            notes.warning(
                    "groups",
                    "the listing and the kernel log give different groups, so they are of"
                            + " different boots: the "
                            + (excerpt ? "log counts, as it has more" : "listing counts"));
        }
        if (excerpt) {
            groups.clear();
        }
        boolean fromLog = groups.isEmpty();
        logged.forEach((name, member) -> {
            boolean pci = PciAddress.isAddress(name);
            if (fromLog || (agrees && !pci)) {
                groups.put(name, member.group());
            }
            if (!pci) {
                otherDrivers.put(name, member.driver());
            }
        });
    }

    private void remark() {
        for (Report report : reports) {
            notes.information(report.name(), report.summary());
            report.notes().forEach(notes::add);
            notes.unknown(report.name(), report.unknown());
        }
        List<String> blind = new ArrayList<>();
        functions.forEach((at, function) -> {
            if (function.lacksBuses()) {
                blind.add(at.toString());
            }
        });
        if (!blind.isEmpty()) {
            notes.warning(
                    String.join(", ", blind),
                    "nothing tells the buses below (configuration bytes 0x19 and 0x1a, printed by"
                            + " lspci -v or -t)");
        }
        long nameless = functions.values().stream().filter(f -> !f.config().isTold(0x02)).count();
        if (nameless > 0) {
            notes.warning(
                    "lspci",
                    nameless
                            + " functions have no device number (configuration bytes 2 and 3,"
                            + " printed by lspci -nn), so quirks by device are not known");
        }
    }

    /// The first bus of the hierarchy that a bus is in: the top of the bridges above it.
    int rootBus(PciAddress at) {
        int[] above = busAbove.computeIfAbsent(at.segment(), this::busesAbove);
        int bus = at.bus();
        while (above[bus] < bus) {
            bus = above[bus];
        }
        return bus;
    }

    /// For every bus of a segment the bus that the nearest bridge above it is on, or itself.
    private int[] busesAbove(int segment) {
        int[] above = new int[256];
        int[] nearest = new int[256];
        Arrays.setAll(above, bus -> bus);
        functions
                .subMap(
                        new PciAddress(segment, 0, 0, 0),
                        true,
                        new PciAddress(segment, 255, 31, 7),
                        true)
                .values()
                .forEach(function -> {
                    @Nullable BusRange buses = function.buses();
                    for (int bus = buses == null ? 256 : buses.first();
                            buses != null && bus <= buses.last();
                            bus++) {
                        if (buses.first() > nearest[bus]) {
                            nearest[bus] = buses.first();
                            above[bus] = function.at().bus();
                        }
                    }
                });
        return above;
    }
}
