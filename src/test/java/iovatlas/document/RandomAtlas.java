package iovatlas.document;

import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.atlas.Waiver;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.Fact;
import iovatlas.kernel.FirmwareKind;
import iovatlas.kernel.IdleVectors;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.observation.Note;
import iovatlas.observation.Observation;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedGroup;
import iovatlas.observation.ObservedInterrupt;
import iovatlas.observation.ObservedIrq;
import iovatlas.observation.ObservedIrqDomain;
import iovatlas.observation.ObservedRegion;
import iovatlas.observation.ObservedVector;
import iovatlas.scenario.Disturbance;
import iovatlas.scenario.GuestEntry;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.Architecture;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;

/// Documents that use the whole vocabulary, from a seed.
final class RandomAtlas {
    private final RandomValues some;
    private final RandomMachine machine;
    private final Topology topology;

    private RandomAtlas(long seed) {
        some = new RandomValues(seed);
        machine = new RandomMachine(some);
        topology = machine.topology();
    }

    static Atlas of(long seed) {
        return new RandomAtlas(seed).atlas();
    }

    private Atlas atlas() {
        return new Atlas(
                some.text(),
                some.list(3, some::text),
                topology,
                boot(),
                observation(),
                steps(),
                some.maybe(() -> "D" + some.number(0, 21)),
                some.list(2, () -> new Waiver(some.name(), some.text(), "because " + some.text())));
    }

    private BootFacts boot() {
        KernelRelease release =
                new KernelRelease(some.number(4, 7), some.number(0, 20), some.number(0, 200));
        BootFacts usual =
                BootFacts.standard(release, some.flag() ? Architecture.ARM64 : Architecture.X86_64);
        if (some.oneIn(4)) {
            return usual;
        }
        return new BootFacts(
                fact(release),
                fact(usual.architecture().value()),
                fact(some.pick(FirmwareKind.class)),
                fact(some.flag()),
                fact(some.pick(DomainType.class)),
                fact(some.flag()),
                fact(ByteSize.ofPowerOfTwo(some.number(12, 16))),
                fact(some.number(1, 64)),
                fact(some.flag()),
                fact(some.flag()),
                fact(some.number(0, Integer.MAX_VALUE)),
                fact(some.flag()),
                fact(some.flag()),
                fact(some.flag()),
                fact(new CommandLine(some.text())),
                fact(some.flag()),
                fact(some.list(3, () -> new PciAddress(0, some.number(0, 255), 3, 0))),
                fact(some.list(2, this::idle)),
                fact(some.flag()));
    }

    private IdleVectors idle() {
        int first = some.number(0, 2000);
        return new IdleVectors(
                new PciAddress(0, some.number(0, 255), 3, 0), first, first + some.number(0, 47));
    }

    private <T> Fact<T> fact(T value) {
        return Fact.of(value, some.flag() ? Provenance.DOCUMENT : some.pick(Provenance.class));
    }

    private Observation observation() {
        if (some.flag()) {
            return Observation.NONE;
        }
        List<ObservedGroup> groups = new ArrayList<>();
        some.list(3, () -> groups.add(group(groups.size())));
        List<ObservedFunction> functions = new ArrayList<>();
        some.list(3, () -> functions.add(observed(functions.size())));
        return new Observation(
                groups,
                some.list(2, some::text),
                functions,
                some.list(
                        2,
                        () ->
                                new ObservedInterrupt(
                                        some.number(0, 999),
                                        some.text(),
                                        some.text(),
                                        some.text(),
                                        some.bits64())),
                some.list(2, this::irq),
                some.list(
                        2,
                        () ->
                                new ObservedIrqDomain(
                                        some.text(),
                                        some.text(),
                                        some.number(0, 999),
                                        some.bits32())),
                some.list(3, some::text),
                some.list(
                        2,
                        () -> new Note(some.pick(Note.Severity.class), some.text(), some.text())));
    }

    private ObservedIrq irq() {
        return new ObservedIrq(
                some.number(0, 999),
                some.text(),
                some.text(),
                some.text(),
                some.list(2, some::text),
                some.maybe(() -> some.address(Iova.ZERO)),
                some.maybe(some::bits32),
                some.list(3, () -> new ObservedIrq.Level(some.text(), some.bits64(), some.text())),
                some.maybe(() -> some.number(0, 255)),
                some.maybe(() -> some.number(0, 999)));
    }

    private ObservedGroup group(int number) {
        return new ObservedGroup(
                number,
                some.list(3, some::text),
                some.text(),
                some.list(2, () -> new ObservedRegion(some.iovas(), some.text())));
    }

    private ObservedFunction observed(int device) {
        return new ObservedFunction(
                        new PciAddress(some.number(0, 0x10000), 255, device, 0),
                        some.maybe(some::text),
                        some.maybe(() -> some.number(0, 0xffff)),
                        some.maybe(some::flag),
                        some.flag(),
                        some.flag(),
                        some.list(
                                3,
                                () ->
                                        new ObservedVector(
                                                some.number(0, 2047),
                                                some.address(Iova.ZERO),
                                                some.bits32(),
                                                some.flag())),
                        some.list(3, () -> some.number(0, 999)))
                .from(some.text());
    }

    private List<ScenarioStep> steps() {
        List<PciAddress> devices =
                new ArrayList<>(topology.functions().stream().map(PciFunction::at).toList());
        List<ScenarioStep> steps = new ArrayList<>();
        if (some.flag()) {
            PciFunction added =
                    machine.functions()
                            .function(new PciAddress(0, 0xfe, 31, 7), FunctionKind.ENDPOINT);
            steps.add(ScenarioStep.of(new Step.HotAdd(added)));
            devices.add(added.at());
        }
        steps.addAll(pageTables(devices));
        for (int i = some.number(0, 10); i > 0; i--) {
            Step step = devices.isEmpty() || some.oneIn(4) ? memory() : device(some.pick(devices));
            if (step != null) {
                steps.add(new ScenarioStep(step, some.flag(), some.text()));
            }
        }
        return steps;
    }

    /// A page table of an IOAS, an attach to it, and a copy between two IOASes.
    private List<ScenarioStep> pageTables(List<PciAddress> devices) {
        List<String> ioases =
                topology.spaces().stream()
                        .filter(IovaSpace.Ioas.class::isInstance)
                        .map(IovaSpace::name)
                        .toList();
        if (ioases.isEmpty() || devices.isEmpty()) {
            return List.of();
        }
        String ioas = some.pick(ioases);
        PciAddress at = some.pick(devices);
        return List.of(
                ScenarioStep.of(new Step.Attach(at, ioas, "table")),
                ScenarioStep.of(new Step.AllocHwpt(at, ioas, "table", some.flag())),
                ScenarioStep.of(new Step.Destroy(ioas, some.flag() ? "table" : null)),
                ScenarioStep.of(
                        new Step.Copy(
                                ioas,
                                some.pick(ioases),
                                some.address(Iova.ZERO),
                                some.size(),
                                some.maybe(() -> some.address(Iova.ZERO)),
                                some.flag(),
                                some.flag())));
    }

    private @org.jspecify.annotations.Nullable Step memory() {
        if (topology.spaces().isEmpty()) {
            return null;
        }
        String space = some.pick(topology.spaces()).name();
        if (!topology.mediatedDevices().isEmpty() && some.flag()) {
            return mediated(some.pick(topology.mediatedDevices()).name(), space);
        }
        if (some.flag()) {
            return new Step.Unmap(space, some.address(Iova.ZERO), some.maybe(some::size));
        }
        List<String> regions =
                topology.owners().stream()
                        .map(ContainerOwner::memory)
                        .flatMap(List::stream)
                        .map(MemoryRegion::name)
                        .toList();
        return new Step.Map(
                space,
                some.maybe(() -> some.address(Iova.ZERO)),
                some.size(),
                regions.isEmpty() ? null : some.pick(regions),
                some.offset(),
                some.flag(),
                some.flag());
    }

    private Step mediated(String device, String space) {
        return switch (some.number(0, 2)) {
            case 0 -> new Step.AttachMediated(device, space);
            case 1 -> new Step.DetachMediated(device);
            default -> new Step.Pin(device, some.address(Iova.ZERO), some.size(), some.flag());
        };
    }

    private Step device(PciAddress at) {
        IrqIndex index = some.pick(IrqIndex.class);
        return switch (some.number(0, 11)) {
            case 0 -> new Step.Detach(at);
            case 1 -> new Step.SetIrqs(at, index, some.number(0, 9), some.number(0, 2048));
            case 2 -> new Step.IrqsOff(at, index);
            case 3 -> new Step.Bind(at, some.name());
            case 4 -> new Step.Unbind(at);
            case 5 -> new Step.HotRemove(at);
            case 6 -> new Step.SetNumVfs(at, some.number(0, 64));
            case 7 -> new Step.SetGroupType(at, some.pick(DomainType.class));
            case 8 ->
                    new Step.GuestVector(
                            at,
                            some.number(0, 2047),
                            some.address(GuestPhysical.ZERO),
                            some.bits32(),
                            some.bits32(),
                            some.number(0, Integer.MAX_VALUE),
                            some.number(0, 64),
                            some.pick(GuestEntry.class));
            case 11 -> new Step.Disturb(at, some.number(0, 2047), some.pick(Disturbance.class));
            case 10 -> {
                boolean both = some.flag();
                boolean bus = some.flag();
                yield new Step.WriteConfig(
                        at,
                        (both || bus) ? some.flag() : null,
                        (both || !bus) ? some.flag() : null);
            }
            case 9 ->
                    new Step.Fire(
                            at,
                            index,
                            some.number(0, 2047),
                            some.number(1, 64),
                            some.number(1, 100));
            default -> attach(at);
        };
    }

    private Step attach(PciAddress at) {
        List<IovaSpace> spaces = topology.spaces();
        return spaces.isEmpty()
                ? new Step.Unbind(at)
                : new Step.Attach(at, some.pick(spaces).name());
    }
}
