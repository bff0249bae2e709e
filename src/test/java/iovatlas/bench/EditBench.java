package iovatlas.bench;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.topology.TopologyDiagram;
import iovatlas.diagram.topology.TopologyOptions;
import iovatlas.edit.ChangeFunction;
import iovatlas.edit.Edit;
import iovatlas.edit.RenameFunction;
import iovatlas.edit.SetKernelRelease;
import iovatlas.edit.line.TypedLine;
import iovatlas.edit.pci.MoveFunctions;
import iovatlas.edit.pci.Seat;
import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.Timeline;
import iovatlas.task.Progress;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.Architecture;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.ui.session.Analysis;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentOrigin;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.KernelAnalysis;
import iovatlas.ui.topology.TopologyViewModel;
import iovatlas.ui.work.SameThreadExecutor;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Times what lies between a gesture and the screen, on the window's own path: the session makes the
/// edit, boots the model, runs the steps and the rules, and the topology's view model draws the
/// picture. A machine of 500 functions, one of them selected; then the layout of 4,096.
final class EditBench {
    private static final int WARM_UP = 60;
    private static final int RUNS = 200;
    private static final int LAYOUTS = 30;

    private final PrintStream out;
    private final DocumentSession session;
    private final TopologyViewModel view;
    private final PciAddress nic;
    private final PciAddress port;
    private final PciAddress freePort;

    private EditBench(PrintStream out, Atlas atlas) {
        this.out = out;
        this.nic = atlas.topology().functionNamed("nic7").orElseThrow().at();
        List<PciFunction> ports =
                atlas.topology().functions().stream().filter(f -> f.kind().isBridge()).toList();
        this.freePort = ports.getLast().at();
        this.session = session(atlas);
        this.port = portOf("nic7");
        this.view = new TopologyViewModel(session, new SameThreadExecutor());
        session.selection().select(new ElementId.OfFunction(nic));
    }

    /// @param args `folded`, `unfolded`, `lumped`, `switch` and `layout` choose; nothing means all
    public static void main(String[] args) {
        List<String> chosen =
                args.length == 0
                        ? List.of("folded", "unfolded", "lumped", "switch", "layout")
                        : List.of(args);
        Atlas ports = repeated(machine("smmuv3", "its", "guest", "container"), 30, "root-port");
        Atlas cards = repeated(repeated(ports, 7, "sriov-64"), 14, "nic");
        Atlas atlas = edited(cards, "attach nic7 to c0", "map c0", "msi nic7 0");
        if (chosen.contains("folded")) {
            new EditBench(System.out, atlas).run("siblings folded");
        }
        if (chosen.contains("unfolded")) {
            EditBench bench = new EditBench(System.out, atlas);
            bench.view.unfoldAll();
            bench.run("every function drawn");
        }
        if (chosen.contains("lumped")) {
            Atlas lumped = repeated(withoutAcs(atlas), 100, "msi nic7 1");
            new EditBench(System.out, lumped).run("no ACS, 100 messages");
        }
        if (chosen.contains("switch")) {
            new EditBench(System.out, switched()).run("one switch, no ACS, one group");
        }
        if (chosen.contains("layout")) {
            layout(System.out);
        }
    }

    /// All below one root port and a switch.
    private static Atlas switched() {
        Atlas root = machine("smmuv3", "its", "guest", "container", "root-port", "switch 30");
        Atlas cards = repeated(repeated(root, 7, "sriov-64"), 14, "nic");
        return withoutAcs(edited(cards, "attach nic7 to c0", "map c0", "msi nic7 0"));
    }

    /// The machine with ports that keep nothing apart.
    private static Atlas withoutAcs(Atlas atlas) {
        List<PciFunction> functions =
                atlas.topology().functions().stream()
                        .map(f -> f.kind().isBridge() ? open(f) : f)
                        .toList();
        return atlas.withTopology(atlas.topology().withFunctions(functions));
    }

    private static PciFunction open(PciFunction port) {
        return port.withCapabilities(port.capabilities().withAcs(new AcsCapability(0x1b, 0)));
    }

    private static Atlas machine(String... lines) {
        return edited(Atlas.begun(KernelRelease.V7_3, Architecture.ARM64), lines);
    }

    private static Atlas edited(Atlas first, String... lines) {
        Atlas atlas = first;
        for (String line : lines) {
            atlas = TypedLine.parse(atlas, line).apply(atlas);
        }
        return atlas;
    }

    private static Atlas repeated(Atlas first, int times, String line) {
        Atlas atlas = first;
        for (int i = 0; i < times; i++) {
            atlas = edited(atlas, line);
        }
        return atlas;
    }

    private static DocumentSession session(Atlas atlas) {
        Analysis analysis = new KernelAnalysis(StandardRules.checker());
        Computed first = analysis.compute(atlas, Analysis.LAST_STEP, List.of(), Progress.NONE);
        return new DocumentSession(
                new SameThreadExecutor(),
                analysis,
                DocumentOrigin.begun(Path.of("."), 1),
                first,
                fault -> {
                    throw new IllegalStateException(fault);
                });
    }

    /// A gesture and the one that takes it back; both count.
    private record Gesture(String name, GestureTimes times, Runnable there, Runnable back) {

        Gesture(String name, Runnable there, Runnable back) {
            this(name, new GestureTimes(2 * RUNS), there, back);
        }
    }

    private void run(String what) {
        List<Gesture> gestures = gestures();
        for (int i = -WARM_UP; i < RUNS; i++) {
            for (Gesture gesture : gestures) {
                gesture.times().time(2 * i, gesture.there());
                gesture.times().time(2 * i + 1, gesture.back());
            }
        }
        out.println(
                "%s: %d functions, %d groups, %d problems, %d shapes"
                        .formatted(
                                what,
                                session.atlas().topology().functions().size(),
                                session.computed().state().groups().groups().size(),
                                session.computed().problems().size(),
                                view.drawing().get().shapes().size()));
        GestureTimes first = gestures.getFirst().times();
        gestures.forEach(gesture -> gesture.times().print(out, gesture.name(), first));
    }

    private List<Gesture> gestures() {
        PciFunction plain = session.atlas().topology().function(port).orElseThrow();
        PciFunction other =
                plain.withCapabilities(plain.capabilities().withAcs(new AcsCapability(0x5f, 0)));
        KernelRelease release = KernelRelease.V7_3;
        ElementId bus =
                freePort.bus() == 0
                        ? new ElementId.OfHostBridge(0, 0)
                        : new ElementId.OfFunction(portOf(freePort));
        PciAddress moved = new PciAddress(0, freePort.bus(), 31, 0);
        return List.of(
                new Gesture(
                        "a property",
                        made(new RenameFunction(nic, "fast7")),
                        made(new RenameFunction(nic, "nic7"))),
                new Gesture("a part added, removed", typed("nvme disk0"), typed("remove disk0")),
                new Gesture("a removal undone, redone", session::undo, session::redo),
                new Gesture(
                        "a device to another bus",
                        typed("move nic8 under " + freePort),
                        typed("move nic8 under " + portOf("nic8"))),
                new Gesture(
                        "a port to another slot",
                        made(new MoveFunctions(List.of(freePort), new Seat(bus, 31, null))),
                        made(
                                new MoveFunctions(
                                        List.of(moved), new Seat(bus, freePort.device(), null)))),
                new Gesture(
                        "an ACS bit",
                        made(new ChangeFunction(port, other)),
                        made(new ChangeFunction(port, plain))),
                new Gesture("a step that attaches, undone", this::attach, this::undoStep),
                new Gesture(
                        "the kernel release",
                        made(new SetKernelRelease(KernelRelease.V6_1)),
                        made(new SetKernelRelease(release))));
    }

    private void attach() {
        session.applyAndFollow(TypedLine.parse(session.atlas(), "attach nic10 to c0"))
                .ifPresent(EditBench::fail);
        session.endGesture();
    }

    private void undoStep() {
        session.undo();
        session.showStep(session.length());
    }

    private PciAddress portOf(String name) {
        return portOf(session.atlas().topology().functionNamed(name).orElseThrow().at());
    }

    private PciAddress portOf(PciAddress at) {
        return session.atlas().topology().functions().stream()
                .filter(f ->
                        Optional.ofNullable(f.buses()).stream()
                                .anyMatch(b -> b.first() == at.bus()))
                .findFirst()
                .orElseThrow()
                .at();
    }

    private Runnable typed(String line) {
        return () -> made(TypedLine.parse(session.atlas(), line)).run();
    }

    private Runnable made(Edit edit) {
        return () -> {
            session.apply(edit).ifPresent(EditBench::fail);
            session.endGesture();
        };
    }

    private static void fail(String refusal) {
        throw new IllegalStateException(refusal);
    }

    private static void layout(PrintStream out) {
        Atlas ports = repeated(machine("smmuv3", "its"), 31, "root-port");
        Atlas atlas = repeated(ports, 31, "sriov-nic 130");
        Timeline timeline = atlas.run();
        GestureTimes plan = new GestureTimes(LAYOUTS);
        GestureTimes all = new GestureTimes(LAYOUTS);
        for (int i = -10; i < LAYOUTS; i++) {
            plan.time(i, () -> draw(atlas, timeline));
            all.time(i, () -> draw(atlas, atlas.run()));
        }
        String functions = atlas.topology().functions().size() + " functions ";
        plan.print(out, functions + "laid out", plan);
        all.print(out, functions + "booted and laid out", plan);
    }

    private static void draw(Atlas atlas, Timeline timeline) {
        Drawing drawing =
                TopologyDiagram.draw(
                        atlas,
                        timeline,
                        timeline.length(),
                        TopologyOptions.PLAIN,
                        DrawingStyle.pixels());
        if (drawing.shapes().isEmpty()) {
            fail("nothing was drawn");
        }
    }
}
