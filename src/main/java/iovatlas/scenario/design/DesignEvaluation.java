package iovatlas.scenario.design;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.doorbell.design.DesignPlatform;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.kernel.doorbell.design.DoorbellPolicy;
import iovatlas.kernel.doorbell.design.WindowBase;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;
import iovatlas.topology.Architecture;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MsiController;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Works scenarios through under designs.
public final class DesignEvaluation {

    private final DoorbellDesigns designs;
    private final Timeline timeline;
    private final DesignPlatform platform;

    private DesignEvaluation(DoorbellDesigns designs, Timeline timeline, DesignPlatform platform) {
        this.designs = designs;
        this.timeline = timeline;
        this.platform = platform;
    }

    /// @param timeline the scenario as the running kernel answers it
    public static DesignEvaluation of(DoorbellDesigns designs, Timeline timeline) {
        return new DesignEvaluation(designs, timeline, platform(timeline.state(0).groups()));
    }

    private static DesignPlatform platform(GroupTable groups) {
        BootFacts facts = groups.facts();
        Topology topology = groups.topology();
        boolean translated =
                topology.msiControllers().stream()
                        .anyMatch(c -> !(c instanceof MsiController.Apic));
        return new DesignPlatform(
                facts.release().value(),
                facts.architecture().value(),
                translated && facts.architecture().value() == Architecture.ARM64,
                topology.msiControllers().stream().anyMatch(MsiController.Its.class::isInstance),
                topology.owners().stream().anyMatch(DesignEvaluation::hasArmInterrupts),
                topology.spaces().stream().anyMatch(IovaSpace.Ioas.class::isInstance));
    }

    private static boolean hasArmInterrupts(ContainerOwner owner) {
        return owner instanceof ContainerOwner.Guest guest
                && switch (guest.interrupts()) {
                    case GuestInterrupts.VirtualIts _, GuestInterrupts.VirtualV2m _ -> true;
                    case GuestInterrupts.VirtualApic _, GuestInterrupts.VirtualXics _ -> false;
                };
    }

    /// Every design of the list.
    public List<DesignRun> runAll(List<DoorbellDesign> chosen) {
        return chosen.stream().map(this::run).toList();
    }

    /// The scenario under one design. Takes as long as the steps take.
    public DesignRun run(DoorbellDesign design) {
        Optional<String> lacks = design.lacks(platform);
        if (lacks.isPresent()) {
            return new DesignRun(design, designs.card(design), lacks, List.of(), List.of());
        }
        DoorbellPolicy policy = design.policy(platform);
        GroupTable groups = timeline.state(0).groups();
        List<ScenarioStep> steps = timeline.results().stream().map(StepResult::step).toList();
        var window =
                policy.base() == WindowBase.USER
                        ? UserWindow.choose(groups, steps, groups.facts().pageSize().value())
                                .orElse(null)
                        : null;
        var machine = new DesignMachine(policy, new DesignRegions(policy, window), groups);
        var moments = new ArrayList<List<SpaceView>>();
        var views = new DesignViews(machine);
        moments.add(views.spaces());
        Map<String, String> told = new HashMap<>();
        for (StepResult result : timeline.results()) {
            machine.step(result.number());
            if (result.step().enabled()) {
                perform(machine, result, told);
            }
            moments.add(views.spaces());
        }
        for (ProgrammedVectors vectors : List.copyOf(machine.vectors().values())) {
            tell(machine, vectors, told);
        }
        return new DesignRun(
                design, designs.card(design), Optional.empty(), machine.answers(), moments);
    }

    /// Notes where a device's messages end, unless that was said before.
    private static void tell(
            DesignMachine machine, ProgrammedVectors vectors, Map<String, String> told) {
        DesignAnswer fate = new MessageFates(machine).of(vectors);
        if (!fate.text().equals(told.put(fate.subject(), fate.text()))) {
            machine.answer(fate);
        }
    }

    private void perform(DesignMachine machine, StepResult result, Map<String, String> told) {
        switch (result.step().action()) {
            case Step.Attach attach -> new DesignAttach(machine).attach(attach, result);
            case Step.Detach detach -> new DesignAttach(machine).detach(detach);
            case Step.AttachMediated attach -> new DesignAttach(machine).attach(attach, result);
            case Step.DetachMediated detach -> new DesignAttach(machine).detach(detach);
            // What a driver pins is outside what designs differ in.
            case Step.Pin _ -> {}
            case Step.Map map -> new DesignMemory(machine).map(map, result);
            case Step.Copy copy -> new DesignMemory(machine).copy(copy, result);
            case Step.AllocHwpt _ -> {}
            case Step.Destroy destroy -> new DesignMemory(machine).destroy(destroy, result);
            case Step.Unmap unmap -> new DesignMemory(machine).unmap(unmap);
            case Step.SetIrqs set -> new DesignVectors(machine).set(set);
            case Step.IrqsOff off -> new DesignVectors(machine).off(off.device());
            case Step.GuestVector vector -> guest(machine, vector);
            case Step.Fire fire ->
                    Optional.ofNullable(machine.vectors().get(fire.device()))
                            .ifPresent(vectors -> tell(machine, vectors, told));
            case Step.HotAdd add -> {
                machine.hotAdded().add(add.function().at());
                machine.groups(timeline.state(result.number()).groups());
            }
            // A function's own control bits and disturbances are outside what designs differ in.
            case Step.WriteConfig _, Step.Disturb _ -> {}
            case Step.Bind _,
                    Step.Unbind _,
                    Step.HotRemove _,
                    Step.SetNumVfs _,
                    Step.SetGroupType _ ->
                    machine.groups(timeline.state(result.number()).groups());
        }
    }

    private static void guest(DesignMachine machine, Step.GuestVector vector) {
        machine.guestVectors().putIfAbsent(vector.device(), vector);
    }
}
