package iovatlas.edit.steps;

import iovatlas.address.GuestPhysical;
import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a guest writes so that a vector of one of its functions arrives.
///
/// @param guest the guest
/// @param device the function
/// @param vector 0-based
record GuestProgram(ContainerOwner.Guest guest, PciAddress device, int vector) {

    /// Where GITS_TRANSLATER is in an ITS, and MSI_SETSPI_NS in a GICv2m frame.
    private static final long TRANSLATER = 0x10040;

    private static final long SETSPI = 0x40;
    private static final long APIC = 0xfee0_0000L;
    private static final int FIRST_LPI = 8192;
    private static final int FIRST_APIC_VECTOR = 0x41;
    private static final int FIRST_XICS_MSI = 0x1300;

    /// One slot of the guest's bus. Its own slot 00:01.0 is where a passed-through function usually
    /// sits.
    private static final int SLOT = 8;

    /// The guest whose space the device was attached to last.
    static Optional<ContainerOwner.Guest> guestOf(
            Atlas atlas, PciAddress device, List<ScenarioStep> steps) {
        String space = null;
        for (ScenarioStep step : steps) {
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

    /// The function in a slot and with an LPI that no other vector of these steps has.
    ///
    /// @param steps what guests program already
    Step.GuestVector beside(List<ScenarioStep> steps) {
        return in(slotBeside(steps), lpiBeside(steps));
    }

    /// The LPI that the vector gets, one that no other vector of these steps has.
    int lpiBeside(List<ScenarioStep> steps) {
        Set<Integer> taken =
                programmed(steps).stream()
                        .map(Step.GuestVector::lpi)
                        .collect(Collectors.toUnmodifiableSet());
        int lpi = FIRST_LPI + vector;
        while (taken.contains(lpi)) {
            lpi++;
        }
        return lpi;
    }

    private int slotBeside(List<ScenarioStep> steps) {
        List<Step.GuestVector> there = programmed(steps);
        Optional<Integer> known =
                there.stream()
                        .filter(v -> v.device().equals(device))
                        .map(Step.GuestVector::guestDevice)
                        .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        Set<Integer> taken =
                there.stream()
                        .map(Step.GuestVector::guestDevice)
                        .collect(Collectors.toUnmodifiableSet());
        int slot = SLOT;
        while (taken.contains(slot)) {
            slot += SLOT;
        }
        return slot;
    }

    private static List<Step.GuestVector> programmed(List<ScenarioStep> steps) {
        return steps.stream()
                .map(ScenarioStep::action)
                .filter(Step.GuestVector.class::isInstance)
                .map(Step.GuestVector.class::cast)
                .toList();
    }

    private Step.GuestVector in(int slot, int lpi) {
        int cpu = vector % Math.max(1, guest.vcpus());
        return switch (guest.interrupts()) {
            case GuestInterrupts.VirtualIts(GuestPhysical base) ->
                    step(base, TRANSLATER, slot, vector, lpi, cpu);
            case GuestInterrupts.VirtualV2m(GuestPhysical base, int first, int spis) ->
                    step(base, SETSPI, slot, first + vector % Math.max(1, spis), 0, cpu);
            case GuestInterrupts.VirtualXics _ ->
                    step(
                            GuestInterrupts.VirtualXics.DOORBELL,
                            0,
                            slot,
                            FIRST_XICS_MSI + vector,
                            0,
                            cpu);
            case GuestInterrupts.VirtualApic _ ->
                    step(
                            GuestPhysical.of(APIC | (long) cpu << 12),
                            0,
                            slot,
                            FIRST_APIC_VECTOR + vector % 128,
                            0,
                            cpu);
        };
    }

    private Step.GuestVector step(
            GuestPhysical base, long offset, int slot, int event, int lpi, int cpu) {
        return new Step.GuestVector(
                device,
                vector,
                GuestPhysical.of(base.unsignedBits() + offset),
                slot,
                event,
                lpi,
                cpu);
    }
}
