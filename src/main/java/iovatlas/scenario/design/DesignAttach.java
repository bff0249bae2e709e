package iovatlas.scenario.design;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.Errno;
import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.Guard;
import iovatlas.kernel.doorbell.design.Placement;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.UserMapping;
import iovatlas.scenario.design.DesignAnswer.Overlap;
import iovatlas.topology.IovaSpace;

import java.util.List;
import java.util.Optional;

/// Devices come into spaces and leave them.
///
/// @param machine what changes
record DesignAttach(DesignMachine machine) {

    private static final String ATTACH = "attach";

    void attach(Step.Attach step, StepResult actual) {
        IommuGroup group = machine.groups().groupOf(step.device()).orElse(null);
        DesignSpace space = machine.spaces().get(step.space());
        Optional<KernelAnswer> foreign = KernelAnswer.of(actual);
        DomainShape shape = machine.groups().shapeFor(step.device()).orElse(null);
        if (foreign.isPresent() || group == null || space == null || shape == null) {
            machine.refuse(
                    ATTACH,
                    foreign.map(KernelAnswer::errno).orElse(Errno.ENODEV),
                    Certainty.CERTAIN,
                    foreign.map(KernelAnswer::text).orElse("no IOMMU translates for it")
                            + "; no doorbell design changes that",
                    null);
            return;
        }
        if (space.domainOf(group.number()).isPresent()) {
            machine.accept(ATTACH, "group " + group.number() + " is there already");
            return;
        }
        if (lacksIsolation(group, space)) {
            machine.refuse(
                    ATTACH,
                    Errno.EPERM,
                    Certainty.CERTAIN,
                    machine.groups().isolatedMsi(group.number()).reason().text()
                            + ", and unsafe interrupts are not allowed",
                    null);
            return;
        }
        Optional<DesignSpace> before = machine.spaceOf(group.number());
        if (before.isPresent() && machine.policy().guard() != Guard.RESERVED_RANGES) {
            machine.refuse(
                    ATTACH,
                    Errno.EINVAL,
                    Certainty.EXPECTED,
                    "a container's page table is not replaced: detach, attach, and set interrupts"
                            + " up again",
                    null);
            return;
        }
        enter(new Newcomer(group, shape, machine.regionsOf(group)), space, before);
    }

    /// No IOMMU is behind a mediated device, hence no doorbell and nothing to reserve.
    void attach(Step.AttachMediated step, StepResult actual) {
        Optional<KernelAnswer> foreign = KernelAnswer.of(actual);
        DesignSpace space = machine.spaces().get(step.space());
        if (foreign.isPresent() || space == null) {
            machine.refuse(
                    ATTACH,
                    foreign.map(KernelAnswer::errno).orElse(Errno.ENOENT),
                    Certainty.CERTAIN,
                    foreign.map(KernelAnswer::text).orElse("there is no such space")
                            + "; no doorbell design changes that",
                    null);
            return;
        }
        space.mediated().add(step.device());
        machine.accept(
                ATTACH,
                step.device() + " has no domain and no doorbell: its driver signals for it");
    }

    void detach(Step.DetachMediated step) {
        machine.spaces().values().forEach(space -> space.mediated().remove(step.device()));
        machine.accept("detach", step.device() + " leaves");
    }

    /// A group that wants in.
    private record Newcomer(IommuGroup group, DomainShape shape, List<ReservedRegion> regions) {}

    private boolean lacksIsolation(IommuGroup group, DesignSpace space) {
        boolean unsafe =
                space.space() instanceof IovaSpace.Ioas
                        ? machine.groups().facts().iommufdUnsafeInterrupts().value()
                        : machine.groups().facts().unsafeInterrupts().value();
        return machine.policy().testsIsolation()
                && !unsafe
                && !machine.groups().isolatedMsi(group.number()).holds();
    }

    private void enter(Newcomer newcomer, DesignSpace space, Optional<DesignSpace> before) {
        if (isRefused(newcomer, space)) {
            return;
        }
        int number = newcomer.group().number();
        before.ifPresent(old -> old.leave(number));
        boolean isNew = space.domains().stream().noneMatch(d -> d.takes(newcomer.shape()));
        DesignDomain domain = space.domainFor(newcomer.shape());
        domain.add(number, newcomer.regions());
        machine.accept(
                ATTACH,
                "group %d in %sdomain d%d".formatted(number, isNew ? "new " : "", domain.number()));
        if (!machine.policy().guard().enforcesRegions()) {
            newcomer.regions().forEach(region -> unnoticed(region, space));
        } else {
            newcomer.regions().stream()
                    .filter(region -> region.type() == ReservedType.DIRECT_RELAXABLE)
                    .forEach(region -> unnoticed(region, space));
        }
        if (isNew && machine.policy().placement() == Placement.IDENTITY_AT_START) {
            new DoorbellPlacing(machine)
                    .everyDoorbell()
                    .forEach(page -> first(page, space, domain));
        }
        if (before.isPresent() && machine.policy().preloads()) {
            new DesignVectors(machine).preload(number, space, domain);
        }
    }

    /// The doorbell is in the new page table before the mappings are replayed into it.
    private void first(DoorbellPage page, DesignSpace space, DesignDomain domain) {
        domain.map(page);
        for (Entry<Iova, UserMapping> entry : space.mappings().overlapping(page.iova())) {
            if (domain.swept(entry.range()).contains(page)) {
                domain.erase(page);
            }
        }
    }

    private boolean isRefused(Newcomer newcomer, DesignSpace space) {
        Guard guard = machine.policy().guard();
        if (guard == Guard.MAPPING_TREE || guard.enforcesRegions()) {
            AddressRange<Iova> aperture = newcomer.shape().aperture();
            for (AddressRange<Iova> outside : AddressRange.all(Iova.ZERO).minus(aperture)) {
                if (refused(newcomer, space, outside, "end of the aperture")) {
                    return true;
                }
            }
        }
        for (ReservedRegion region : newcomer.regions()) {
            boolean counts =
                    guard.enforcesRegions()
                            ? region.type().excludesMappings()
                            : guard == Guard.MAPPING_TREE && region.type() == ReservedType.SW_MSI;
            if (counts && refused(newcomer, space, region.range(), owner(newcomer, region))) {
                return true;
            }
        }
        return false;
    }

    private static String owner(Newcomer newcomer, ReservedRegion region) {
        return region.type().title() + " region of group " + newcomer.group().number();
    }

    private boolean refused(
            Newcomer newcomer, DesignSpace space, AddressRange<Iova> range, String owner) {
        Optional<Entry<Iova, UserMapping>> hit = space.mappings().firstOverlapping(range);
        hit.ifPresent(entry ->
                machine.refuse(
                        ATTACH,
                        machine.policy().guard().onAttach(),
                        machine.policy().certainty(),
                        "group %d is refused: %s lies over the mapping %s"
                                .formatted(newcomer.group().number(), owner, entry.value().label()),
                        new Overlap(
                                space.name(),
                                entry.range().intersection(range).orElse(range),
                                entry.value().label(),
                                owner)));
        return hit.isPresent();
    }

    /// Nobody looks whether a region of the group is mapped already.
    private void unnoticed(ReservedRegion region, DesignSpace space) {
        if (region.type() == ReservedType.SW_MSI) {
            return;
        }
        space.mappings()
                .firstOverlapping(region.range())
                .ifPresent(entry ->
                        machine.note(
                                ATTACH,
                                DesignWord.SILENT,
                                Certainty.CERTAIN,
                                "%s is mapped already, and nothing checks: %s"
                                        .formatted(
                                                region.type().title() + " region",
                                                DesignMemory.consequence(region.type())),
                                new Overlap(
                                        space.name(),
                                        entry.range()
                                                .intersection(region.range())
                                                .orElse(region.range()),
                                        entry.value().label(),
                                        region.type().title() + " region")));
    }

    void detach(Step.Detach step) {
        machine.groups()
                .groupOf(step.device())
                .ifPresent(group ->
                        machine.spaceOf(group.number())
                                .ifPresent(space -> space.leave(group.number())));
        machine.vectors().remove(step.device());
        machine.accept("detach", step.device() + " leaves");
    }
}
