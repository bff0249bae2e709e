package iovatlas.edit.steps;

import iovatlas.address.GuestPhysical;
import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Has a device raise a vector, with everything that must happen before: vectors are given their
/// eventfds, and the guest that owns the device's space programs its side. Steps that are there
/// already are not added again.
///
/// @param device the function
/// @param vector 0-based
public record SendMessage(PciAddress device, int vector) implements Attempt {
    /// Where GITS_TRANSLATER is in an ITS, and MSI_SETSPI_NS in a GICv2m frame.
    private static final long TRANSLATER = 0x10040;

    private static final long SETSPI = 0x40;
    private static final long APIC = 0xfee0_0000L;
    private static final int FIRST_LPI = 8192;
    private static final int FIRST_APIC_VECTOR = 0x41;
    private static final int FIRST_XICS_MSI = 0x1300;

    /// The guest's own slot 00:01.0, where a passed-through function usually sits.
    private static final int GUEST_SLOT = 8;

    @Override
    public String description() {
        return "Send Message %d of %s".formatted(vector, device.shortText());
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        PciFunction function =
                atlas.topology()
                        .function(device)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "There is no function " + device + "."));
        PciCapabilities can = function.capabilities();
        IrqIndex index = can.msix() != null ? IrqIndex.MSIX : IrqIndex.MSI;
        int most = can.msix() != null ? can.msix().tableSize() : vectors(can);
        if (vector < 0 || vector >= most) {
            throw new IllegalArgumentException(
                    "%s has %d message vectors, so there is no vector %d."
                            .formatted(function.label(), most, vector));
        }
        List<ScenarioStep> steps = new ArrayList<>(atlas.steps());
        if (!isOn(steps, index)) {
            int count = Math.min(most, Math.max(4, vector + 1));
            steps.add(ScenarioStep.of(new Step.SetIrqs(device, index, 0, count)));
        }
        if (!isProgrammed(steps)) {
            guest(atlas).map(this::program).ifPresent(step -> steps.add(ScenarioStep.of(step)));
        }
        steps.add(ScenarioStep.of(new Step.Fire(device, index, vector, 1, 1)));
        return atlas.withSteps(steps);
    }

    private static int vectors(PciCapabilities can) {
        return can.msi() == null ? 0 : can.msi().vectors();
    }

    private boolean isOn(List<ScenarioStep> steps, IrqIndex index) {
        boolean on = false;
        for (ScenarioStep step : steps) {
            on =
                    switch (step.action()) {
                        case Step.SetIrqs(PciAddress at, IrqIndex which, int start, int count)
                                when at.equals(device) && which == index ->
                                on || (start <= vector && vector < start + count);
                        case Step.IrqsOff(PciAddress at, IrqIndex which)
                                when at.equals(device) && which == index ->
                                false;
                        case Step _ -> on;
                    };
        }
        return on;
    }

    private boolean isProgrammed(List<ScenarioStep> steps) {
        return steps.stream()
                .anyMatch(step ->
                        step.action() instanceof Step.GuestVector programmed
                                && programmed.device().equals(device)
                                && programmed.vector() == vector);
    }

    /// The guest whose space the device was attached to last.
    private Optional<ContainerOwner.Guest> guest(Atlas atlas) {
        String space = null;
        for (ScenarioStep step : atlas.steps()) {
            if (step.action() instanceof Step.Attach(PciAddress at, String to, var _)
                    && at.equals(device)) {
                space = to;
            }
        }
        return ownerOf(atlas, space)
                .flatMap(name -> atlas.topology().owner(name))
                .filter(ContainerOwner.Guest.class::isInstance)
                .map(ContainerOwner.Guest.class::cast);
    }

    private static Optional<String> ownerOf(Atlas atlas, @Nullable String space) {
        return Optional.ofNullable(space)
                .flatMap(name -> atlas.topology().space(name))
                .map(IovaSpace::owner)
                .filter(Objects::nonNull);
    }

    private Step program(ContainerOwner.Guest guest) {
        int cpu = vector % Math.max(1, guest.vcpus());
        return switch (guest.interrupts()) {
            case GuestInterrupts.VirtualIts(GuestPhysical base) ->
                    vector(base, TRANSLATER, vector, FIRST_LPI + vector, cpu);
            case GuestInterrupts.VirtualV2m(GuestPhysical base, int first, int spis) ->
                    vector(base, SETSPI, first + vector % Math.max(1, spis), 0, cpu);
            case GuestInterrupts.VirtualXics _ ->
                    vector(
                            GuestInterrupts.VirtualXics.DOORBELL,
                            0,
                            FIRST_XICS_MSI + vector,
                            0,
                            cpu);
            case GuestInterrupts.VirtualApic _ ->
                    vector(
                            GuestPhysical.of(APIC | (long) cpu << 12),
                            0,
                            FIRST_APIC_VECTOR + vector % 128,
                            0,
                            cpu);
        };
    }

    private Step vector(GuestPhysical base, long offset, int event, int lpi, int cpu) {
        return new Step.GuestVector(
                device,
                vector,
                GuestPhysical.of(base.unsignedBits() + offset),
                GUEST_SLOT,
                event,
                lpi,
                cpu);
    }
}
