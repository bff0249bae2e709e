package iovatlas.cli;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Opened;
import iovatlas.scenario.window.Obstacle;
import iovatlas.scenario.window.WindowSearch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `iovatlas windows`: where a doorbell window could be for all inputs at once.
@Command(
        name = "windows",
        description = "IOVA ranges that can hold the doorbell window on all inputs at once")
final class WindowsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "documents, snapshots, / or -")
    private final List<String> names = new ArrayList<>();

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "of the window, a power of two (default ${DEFAULT-VALUE})",
            defaultValue = "1M")
    private String size = "1M";

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Mixin private final InputOptions inputs = new InputOptions();

    WindowsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws ImportFailure {
        ByteSize wanted = wanted();
        var opened = new ArrayList<WindowSearch.Input>();
        for (String name : names) {
            Opened input = inputs.open(console, name);
            Notes.print(console.err(), input.notes());
            opened.add(new WindowSearch.Input(name, input.atlas().run()));
        }
        WindowSearch search = WindowSearch.of(opened, wanted);
        if (json) {
            Json.print(console.out(), json(search));
        } else {
            print(console.out(), search);
        }
        return search.free().isEmpty() ? ExitCode.PROBLEMS : ExitCode.FINE;
    }

    private ByteSize wanted() {
        ByteSize wanted;
        try {
            wanted = ByteSize.parse(size);
        } catch (IllegalArgumentException refused) {
            throw new UsageProblem("--size: " + refused.getMessage());
        }
        if (!wanted.isPowerOfTwo() || wanted.compareTo(ByteSize.KIB.times(4)) < 0) {
            throw new UsageProblem("--size " + size + " is no power of two of 4K or more");
        }
        return wanted;
    }

    private void print(PrintStream out, WindowSearch search) {
        out.println(
                "a window of "
                        + search.size().human()
                        + " for "
                        + names.size()
                        + (names.size() == 1 ? " input" : " inputs"));
        out.println();
        out.println(search.free().isEmpty() ? "free: nowhere" : "free:");
        for (AddressRange<Iova> range : search.free()) {
            out.println("  " + range.hex() + "  " + range.size().human());
        }
        out.println("taken:");
        for (Obstacle obstacle : search.obstacles()) {
            out.println("  " + obstacle.range().hex() + "  " + obstacle.range().size().human());
            out.println(
                    "    "
                            + obstacle.kind().word()
                            + ": "
                            + obstacle.owner()
                            + (names.size() > 1 ? ", " + obstacle.input() : ""));
        }
        for (AddressRange<Iova> window : search.current()) {
            out.println("now: " + window.hex() + "  " + verdict(search, window));
        }
        search.lowest()
                .filter(_ -> !search.collisions().isEmpty())
                .ifPresent(place -> {
                    out.println("fix: move the window to " + place.hex());
                    search.collisions().stream()
                            .map(Obstacle::movable)
                            .filter(text -> !text.isEmpty())
                            .distinct()
                            .forEach(text -> out.println("  or " + text));
                });
    }

    private static String verdict(WindowSearch search, AddressRange<Iova> window) {
        return search.collisions().stream()
                .filter(o -> o.range().overlaps(window))
                .findFirst()
                .map(o -> "collides with " + o.owner())
                .orElse("free of collisions");
    }

    /// Schema `windows.schema.json`.
    private Map<String, Object> json(WindowSearch search) {
        var result = new LinkedHashMap<String, Object>();
        result.put("inputs", names);
        result.put("size", search.size().text());
        result.put("free", search.free().stream().map(WindowsCommand::json).toList());
        result.put("taken", search.obstacles().stream().map(WindowsCommand::json).toList());
        result.put("current", search.current().stream().map(WindowsCommand::json).toList());
        result.put("collisions", search.collisions().stream().map(WindowsCommand::json).toList());
        result.put("proposal", search.lowest().map(AddressRange::first).map(Iova::hex).orElse(""));
        return result;
    }

    private static Map<String, Object> json(AddressRange<Iova> range) {
        var result = new LinkedHashMap<String, Object>();
        result.put("first", range.first().hex());
        result.put("last", range.last().hex());
        return result;
    }

    private static Map<String, Object> json(Obstacle obstacle) {
        Map<String, Object> result = json(obstacle.range());
        result.put("kind", obstacle.kind().word());
        result.put("owner", obstacle.owner());
        result.put("input", obstacle.input());
        result.put("movable", obstacle.movable());
        return result;
    }
}
