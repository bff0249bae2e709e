package iovatlas.diagnostic.rule.mapping;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.Iova;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.edit.ChangeMemory;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.MemoryRegion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Guest memory that lies over a reserved window of its container, although no step maps it yet.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_iova_dma_valid`.
public final class RamOverWindow implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "RAM_OVER_WINDOW",
                    Severity.ERROR,
                    "Guest memory lies over a reserved window",
                    "A guest's RAM, which its devices must reach at the guest's own addresses,"
                            + " covers a window that a device of the container has reserved.",
                    "The VMM maps guest RAM one to one. The part over the window cannot be mapped:"
                            + " MAP_DMA answers EINVAL and the VMM gives up.",
                    Source.of("drivers/vfio/vfio_iommu_type1.c", "vfio_iommu_iova_dma_valid"),
                    Releases.ALL,
                    "An x86 guest with RAM from 0 to 2 GiB on an Arm host whose doorbell window is"
                            + " 0x08000000-0x080fffff.",
                    "Use a guest memory map with a hole where the window is, or RAM above it.");

    private static final ByteSize LARGE = ByteSize.ofBytes(2 << 20);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        List<Problem> problems = new ArrayList<>();
        Set<String> mapped = mapped(inspected);
        for (SpaceView space : inspected.last().spaces()) {
            if (space.owner() != null
                    && inspected.atlas().topology().owner(space.owner()).orElse(null)
                            instanceof ContainerOwner.Guest guest) {
                guest.memory().stream()
                        .filter(r -> r.kind() == MemoryRegion.Kind.RAM)
                        .filter(r -> !mapped.contains(r.name()))
                        .forEach(r -> problems.addAll(over(space, guest, r)));
            }
        }
        return problems;
    }

    /// The regions that steps map, those that are switched off left out.
    private static Set<String> mapped(Inspected inspected) {
        Set<String> names = new HashSet<>();
        for (StepResult result : inspected.timeline().results()) {
            if (result.step().action() instanceof Step.Map map
                    && map.backing() != null
                    && !result.calls().isEmpty()) {
                names.add(map.backing());
            }
        }
        return names;
    }

    private static List<Problem> over(
            SpaceView space, ContainerOwner.Guest guest, MemoryRegion region) {
        AddressRange<Iova> wanted =
                AddressRange.of(
                        Iova.of(region.range().first().unsignedBits()),
                        Iova.of(region.range().last().unsignedBits()));
        List<Problem> problems = new ArrayList<>();
        for (DomainView domain : space.domains()) {
            for (ReservedRegion window : domain.reserved()) {
                if (window.type().excludesMappings()) {
                    wanted.intersection(window.range())
                            .map(o -> problem(space, guest, region, domain, window, o))
                            .ifPresent(problems::add);
                }
            }
        }
        return problems;
    }

    private static Problem problem(
            SpaceView space,
            ContainerOwner.Guest guest,
            MemoryRegion region,
            DomainView domain,
            ReservedRegion window,
            AddressRange<Iova> overlap) {
        return new Problem(
                CARD.id(),
                CARD.severity(),
                "%s of %s (%s) covers the %s window %s of %s: they overlap at %s"
                        .formatted(
                                region.name(),
                                guest.name(),
                                region.range().hex(),
                                window.type().title(),
                                window.range().hex(),
                                MapAttempt.name(domain),
                                overlap.hex()),
                "cannot be mapped there",
                List.of(
                        new ElementId.OfMemory(guest.name(), region.name()),
                        new ElementId.OfIova(space.name(), overlap),
                        new ElementId.OfIommu(domain.iommu())),
                window.reason(),
                0,
                fixes(domain, guest, region));
    }

    /// The region at the lowest free guest address behind the window.
    private static List<Fix> fixes(
            DomainView domain, ContainerOwner.Guest guest, MemoryRegion region) {
        return freePlace(domain, guest, region)
                .map(place ->
                        new Fix(
                                "move " + region.name() + " to " + place.first().hex(),
                                new ChangeMemory(
                                        guest.name(),
                                        guest.memory().stream()
                                                .map(each ->
                                                        each.equals(region)
                                                                ? new MemoryRegion(
                                                                        each.name(),
                                                                        place,
                                                                        each.kind())
                                                                : each)
                                                .toList())))
                .stream()
                .toList();
    }

    private static Optional<AddressRange<GuestPhysical>> freePlace(
            DomainView domain, ContainerOwner.Guest guest, MemoryRegion region) {
        List<AddressRange<GuestPhysical>> taken =
                Stream.concat(
                                domain.reserved().stream()
                                        .filter(each -> each.type().excludesMappings())
                                        .map(each -> guestPhysical(each.range())),
                                guest.memory().stream()
                                        .filter(each -> !each.equals(region))
                                        .map(MemoryRegion::range))
                        .sorted()
                        .toList();
        Optional<AddressRange<GuestPhysical>> place = Optional.of(region.range());
        for (AddressRange<GuestPhysical> each : taken) {
            if (place.filter(each::overlaps).isPresent()) {
                place =
                        each.last()
                                .plusOrEmpty(LARGE.unsignedBytes())
                                .map(end -> end.alignDown(LARGE))
                                .flatMap(first ->
                                        AddressRange.ofSizeOrEmpty(first, region.range().size()));
            }
        }
        return place.filter(range ->
                Long.compareUnsigned(
                                range.last().unsignedBits(),
                                domain.aperture().last().unsignedBits())
                        <= 0);
    }

    private static AddressRange<GuestPhysical> guestPhysical(AddressRange<Iova> range) {
        return AddressRange.of(
                GuestPhysical.of(range.first().unsignedBits()),
                GuestPhysical.of(range.last().unsignedBits()));
    }
}
