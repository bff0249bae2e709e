package iovatlas.diagram.topology;

import iovatlas.diagram.topology.MachinePicture.DomainPart;
import iovatlas.diagram.topology.MachinePicture.OwnerPart;
import iovatlas.diagram.topology.MachinePicture.SpacePart;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MemoryRegion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Reads guests, processes and their spaces for a topology diagram.
final class OwnerParts {
    private static final int MOST_REGIONS = 3;
    private static final int MOST_ALARMS = 3;

    private final KernelState state;
    private final LitElements lit;
    private final List<StepResult> results;

    OwnerParts(KernelState state, LitElements lit, List<StepResult> results) {
        this.state = state;
        this.lit = lit;
        this.results = results;
    }

    List<OwnerPart> owners() {
        var parts = new ArrayList<OwnerPart>();
        for (ContainerOwner owner : state.topology().owners()) {
            parts.add(part(owner));
        }
        List<SpacePart> orphans = spaces(null);
        if (!orphans.isEmpty()) {
            parts.add(new OwnerPart(null, "", List.of(), List.of(), orphans, false));
        }
        return parts;
    }

    private OwnerPart part(ContainerOwner owner) {
        var element = new ElementId.OfOwner(owner.name());
        var details = new ArrayList<String>();
        var chips = new ArrayList<String>();
        String title =
                switch (owner) {
                    case ContainerOwner.Guest guest -> {
                        details.add(guestWords(guest));
                        for (int i = 0; i < guest.vcpus(); i++) {
                            chips.add("vCPU" + i);
                        }
                        yield "guest " + guest.name();
                    }
                    case ContainerOwner.UserProcess process -> "process " + process.name();
                };
        memory(owner, details);
        return new OwnerPart(
                element, title, details, chips, spaces(owner.name()), lit.contains(element));
    }

    private static String guestWords(ContainerOwner.Guest guest) {
        String controller =
                switch (guest.interrupts()) {
                    case GuestInterrupts.VirtualIts _ -> "vITS";
                    case GuestInterrupts.VirtualV2m _ -> "vGICv2m";
                    case GuestInterrupts.VirtualApic _ -> "vAPIC";
                    case GuestInterrupts.VirtualXics _ -> "vXICS";
                };
        return guest.architecture().spelling()
                + ", "
                + (guest.kvm() ? "KVM" : "emulated")
                + ", "
                + controller;
    }

    private static void memory(ContainerOwner owner, List<String> details) {
        List<MemoryRegion> regions = owner.memory();
        for (MemoryRegion region : regions.subList(0, Math.min(MOST_REGIONS, regions.size()))) {
            details.add(
                    region.kind().spelling().toUpperCase(Locale.ROOT)
                            + " "
                            + region.range().size().human()
                            + " at "
                            + region.range().first().hex());
        }
        if (regions.size() > MOST_REGIONS) {
            details.add("and " + (regions.size() - MOST_REGIONS) + " more regions");
        }
    }

    private List<SpacePart> spaces(@Nullable String owner) {
        var parts = new ArrayList<SpacePart>();
        for (IovaSpace space : state.topology().spaces()) {
            if (Objects.equals(owner, ownerOf(space))) {
                parts.add(part(space));
            }
        }
        return parts;
    }

    /// The owner's name, null also for one that the machine does not have.
    private @Nullable String ownerOf(IovaSpace space) {
        String owner = space.owner();
        return owner != null && state.topology().owner(owner).isPresent() ? owner : null;
    }

    private SpacePart part(IovaSpace space) {
        var element = new ElementId.OfSpace(space.name());
        var details = new ArrayList<String>();
        String title =
                switch (space) {
                    case IovaSpace.Container container -> {
                        details.add(container.version2() ? "type1v2" : "type1");
                        yield "container " + container.name();
                    }
                    case IovaSpace.Ioas ioas -> {
                        details.add("iommufd context " + ioas.context());
                        yield "IOAS " + ioas.name();
                    }
                };
        state.space(space.name()).map(SpaceView::mediated).orElse(List.of()).stream()
                .map(device -> device.name() + ": no domain, its driver pins pages")
                .forEach(details::add);
        return new SpacePart(
                element,
                title,
                details,
                domains(space.name()),
                alarms(space.name()),
                lit.contains(element));
    }

    private List<DomainPart> domains(String space) {
        return state.space(space).map(SpaceView::domains).orElse(List.of()).stream()
                .map(domain -> part(space, domain))
                .toList();
    }

    private static DomainPart part(String space, DomainView domain) {
        long last = domain.aperture().last().unsignedBits();
        String text =
                "domain d"
                        + domain.number()
                        + domain.chosenTable().map(name -> "  " + name).orElse("")
                        + "  "
                        + domain.iommu()
                        + "  "
                        + (64 - Long.numberOfLeadingZeros(last))
                        + " bits";
        return new DomainPart(new ElementId.OfDomain(space, domain.number()), text, domain.iommu());
    }

    private List<String> alarms(String space) {
        var alarms = new ArrayList<String>();
        for (StepResult result : results) {
            Step step = result.step().action();
            if (!result.isOk() && space.equals(spaceOf(step))) {
                alarms.add("step " + result.number() + ": " + step.word() + " " + result.word());
            }
        }
        int size = alarms.size();
        return size <= MOST_ALARMS ? alarms : alarms.subList(size - MOST_ALARMS, size);
    }

    private @Nullable String spaceOf(Step step) {
        return switch (step) {
            case Step.Attach attach -> attach.space();
            case Step.AttachMediated attach -> attach.space();
            case Step.Pin pin -> state.spaceOfMediated(pin.device()).orElse(null);
            case Step.Map map -> map.space();
            case Step.Unmap unmap -> unmap.space();
            case Step.AllocHwpt alloc -> alloc.ioas();
            case Step.Destroy destroy -> destroy.ioas();
            case Step.Copy copy -> copy.ioas();
            case Step.SetIrqs set -> state.spaceOf(set.device()).orElse(null);
            case Step.Detach _,
                    Step.DetachMediated _,
                    Step.IrqsOff _,
                    Step.Bind _,
                    Step.Unbind _,
                    Step.HotAdd _,
                    Step.HotRemove _,
                    Step.SetNumVfs _,
                    Step.SetGroupType _,
                    Step.GuestVector _,
                    Step.WriteConfig _,
                    Step.Disturb _,
                    Step.Fire _ ->
                    null;
        };
    }
}
