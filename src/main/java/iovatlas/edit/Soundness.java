package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.observation.Observation;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.BusFault;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.Cpu;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.ReservedMemory;
import iovatlas.topology.Topology;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Whether a document can be saved and read again: names are unique, references lead somewhere,
/// buses do not overlap.
public final class Soundness {
    private final Atlas atlas;
    private final Topology topology;
    private final Set<PciAddress> present;

    private Soundness(Atlas atlas) {
        this.atlas = atlas;
        this.topology = atlas.topology();
        this.present = Presence.of(atlas);
    }

    /// What is wrong, in one sentence; empty for a sound document.
    public static Optional<String> fault(Atlas atlas) {
        Soundness check = new Soundness(atlas);
        return Stream.<Supplier<Optional<String>>>of(
                        check::names, check::parts, check::owned, check::steps, check::buses)
                .flatMap(part -> part.get().stream())
                .findFirst();
    }

    private Optional<String> names() {
        return Stream.of(
                        unique("functions at", topology.functions(), f -> f.at().toString()),
                        unique("functions named", named(), PciFunction::name),
                        proper("function", named(), PciFunction::name),
                        each("IOMMU", topology.iommus(), Iommu::name),
                        each("MSI controller", topology.msiControllers(), MsiController::name),
                        each("platform device", topology.platformDevices(), PlatformDevice::name),
                        each("reserved memory", topology.reservedMemory(), ReservedMemory::name),
                        unique("CPUs numbered", topology.cpus(), Soundness::number),
                        each("guest or process", topology.owners(), ContainerOwner::name),
                        each("memory region", regions(), MemoryRegion::name),
                        each("container", spaces(IovaSpace.Container.class), IovaSpace::name),
                        each("IOAS", spaces(IovaSpace.Ioas.class), IovaSpace::name),
                        unique("containers or IOASes named", topology.spaces(), IovaSpace::name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String number(Cpu cpu) {
        return String.valueOf(cpu.number());
    }

    private List<PciFunction> named() {
        return topology.functions().stream().filter(f -> !f.name().isEmpty()).toList();
    }

    private List<MemoryRegion> regions() {
        return topology.owners().stream().flatMap(owner -> owner.memory().stream()).toList();
    }

    private <T extends IovaSpace> List<T> spaces(Class<T> kind) {
        return topology.spaces().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <T> Optional<String> each(
            String noun, List<? extends T> values, Function<T, String> name) {
        return unique(noun + "s named", values, name).or(() -> proper(noun, values, name));
    }

    private static <T> Optional<String> unique(
            String nouns, List<? extends T> values, Function<T, String> name) {
        Set<String> taken = new HashSet<>();
        return values.stream()
                .map(name)
                .filter(text -> !taken.add(text))
                .findFirst()
                .map(text -> "There would be two " + nouns + " " + text + ".");
    }

    private static <T> Optional<String> proper(
            String noun, List<? extends T> values, Function<T, String> name) {
        return values.stream()
                .map(name)
                .filter(text -> !isName(text))
                .findFirst()
                .map(text ->
                        "\""
                                + text
                                + "\" cannot name a "
                                + noun
                                + ": a name has at least one character, no blank at its ends and"
                                + " does not look like a PCI address.");
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.equals(text.strip())
                && text.codePoints().noneMatch(Character::isISOControl)
                && !PciAddress.isAddress(text);
    }

    private Optional<String> parts() {
        Set<String> iommus = names(topology.iommus(), Iommu::name);
        Set<String> controllers = names(topology.msiControllers(), MsiController::name);
        return Stream.of(
                        topology.functions().stream()
                                .flatMap(f -> Stream.ofNullable(f.virtual()))
                                .map(virtual -> virtual.physical())
                                .filter(at -> topology.function(at).isEmpty())
                                .map(at -> "There is no physical function " + at + "."),
                        topology.iommus().stream()
                                .flatMap(iommu -> Stream.ofNullable(iommu.function()))
                                .filter(at -> !present.contains(at))
                                .map(Soundness::noFunction),
                        topology.mediatedDevices().stream()
                                .map(MediatedDevice::parent)
                                .filter(at -> !present.contains(at))
                                .map(Soundness::noFunction),
                        topology.platformDevices().stream()
                                .flatMap(device -> Stream.ofNullable(device.iommu()))
                                .filter(name -> !iommus.contains(name))
                                .map(name -> missing("IOMMU", name)),
                        topology.platformDevices().stream()
                                .flatMap(device -> Stream.ofNullable(device.msiController()))
                                .filter(name -> !controllers.contains(name))
                                .map(name -> missing("MSI controller", name)),
                        topology.idMaps().stream()
                                .filter(map ->
                                        !(isIommu(map) ? iommus : controllers)
                                                .contains(map.target()))
                                .map(map ->
                                        missing(
                                                isIommu(map) ? "IOMMU" : "MSI controller",
                                                map.target())))
                .flatMap(Function.identity())
                .findFirst();
    }

    private static boolean isIommu(IdMap map) {
        return map.role() == IdMap.Role.IOMMU;
    }

    private Optional<String> owned() {
        Set<String> owners = names(topology.owners(), ContainerOwner::name);
        return topology.spaces().stream()
                .flatMap(space -> Stream.ofNullable(space.owner()))
                .filter(owner -> !owners.contains(owner))
                .findFirst()
                .map(owner -> missing("guest or process", owner));
    }

    private Optional<String> steps() {
        Set<String> spaces = names(topology.spaces(), IovaSpace::name);
        Set<String> regions = names(regions(), MemoryRegion::name);
        Set<String> mediated = names(topology.mediatedDevices(), MediatedDevice::name);
        for (ScenarioStep step : atlas.steps()) {
            Step action = step.action();
            Optional<String> fault =
                    StepParts.device(action)
                            .filter(at -> !present.contains(at))
                            .map(Soundness::noFunction)
                            .or(() ->
                                    StepParts.mediated(action)
                                            .filter(name -> !mediated.contains(name))
                                            .map(name -> missing("mediated device", name)))
                            .or(() ->
                                    StepParts.spaces(action).stream()
                                            .filter(name -> !spaces.contains(name))
                                            .findFirst()
                                            .map(name -> missing("container or IOAS", name)))
                            .or(() ->
                                    MappedRegions.of(List.of(step))
                                            .filter(name -> !regions.contains(name))
                                            .findFirst()
                                            .map(name -> missing("memory region", name)));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return PageTables.fault(topology, atlas.steps()).or(this::hotAddedNames);
    }

    /// A function that a step brings may have the name of one at the same address only.
    private Optional<String> hotAddedNames() {
        return atlas.steps().stream()
                .map(ScenarioStep::action)
                .filter(Step.HotAdd.class::isInstance)
                .map(step -> ((Step.HotAdd) step).function())
                .filter(added -> !added.name().isEmpty())
                .filter(added ->
                        topology.functionNamed(added.name())
                                .filter(other -> !other.at().equals(added.at()))
                                .isPresent())
                .findFirst()
                .map(added -> "There would be two functions named " + added.name() + ".");
    }

    private Optional<String> buses() {
        return atlas.observation().equals(Observation.NONE)
                ? BusFault.first(topology).map(BusFault::sentence)
                : Optional.empty();
    }

    private static <T> Set<String> names(List<? extends T> values, Function<T, String> name) {
        Set<String> names = new HashSet<>();
        values.forEach(value -> names.add(name.apply(value)));
        return names;
    }

    private static String noFunction(PciAddress at) {
        return "There is no function " + at + ".";
    }

    private static String missing(String noun, String name) {
        return "There is no " + noun + " \"" + name + "\".";
    }
}
