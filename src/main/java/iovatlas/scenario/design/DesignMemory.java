package iovatlas.scenario.design;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.Errno;
import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.Guard;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.UserMapping;
import iovatlas.scenario.design.DesignAnswer.Overlap;

import java.util.Optional;

/// User space maps and unmaps memory.
///
/// @param machine what changes
record DesignMemory(DesignMachine machine) {

    private static final String MAP = "map";

    void map(Step.Map step, StepResult actual) {
        DesignSpace space = machine.spaces().get(step.space());
        Iova iova = step.iova();
        Optional<KernelAnswer> foreign = KernelAnswer.of(actual);
        if (space == null || iova == null || foreign.isPresent()) {
            machine.refuse(
                    MAP,
                    foreign.map(KernelAnswer::errno).orElse(Errno.EINVAL),
                    Certainty.CERTAIN,
                    foreign.map(KernelAnswer::text).orElse("no place is given")
                            + "; no doorbell design changes that",
                    null);
            return;
        }
        Optional<AddressRange<Iova>> range = AddressRange.ofSizeOrEmpty(iova, step.size());
        if (range.isEmpty()) {
            machine.refuse(MAP, Errno.EINVAL, Certainty.CERTAIN, "the range wraps", null);
            return;
        }
        UserMapping mapping = mapping(step, range.get());
        if (!isRefused(space, mapping)) {
            accept(space, mapping);
        }
    }

    /// What is mapped in an IOAS goes with it; a page table alone takes nothing along.
    void destroy(Step.Destroy step, StepResult actual) {
        if (step.hwpt() == null && actual.isOk()) {
            unmap(new Step.Unmap(step.ioas(), Iova.ZERO, null));
        }
    }

    /// Maps what the other space has there, piece by piece.
    void copy(Step.Copy step, StepResult actual) {
        DesignSpace from = machine.spaces().get(step.from());
        Iova iova = step.iova();
        Optional<AddressRange<Iova>> range = AddressRange.ofSizeOrEmpty(step.source(), step.size());
        if (from == null || iova == null || range.isEmpty()) {
            return;
        }
        for (Entry<Iova, UserMapping> entry : from.mappings().overlapping(range.get())) {
            AddressRange<Iova> part = entry.range().intersection(range.get()).orElseThrow();
            iova.plusOrEmpty(part.first().offsetFrom(step.source()))
                    .ifPresent(at -> map(piece(step, entry, part, at), actual));
        }
    }

    private static Step.Map piece(
            Step.Copy step, Entry<Iova, UserMapping> entry, AddressRange<Iova> part, Iova at) {
        ByteSize inside = ByteSize.ofBytes(part.first().offsetFrom(entry.range().first()));
        return new Step.Map(
                step.ioas(),
                at,
                part.size(),
                entry.value().backing(),
                entry.value().offset().plus(inside),
                step.read(),
                step.write());
    }

    private UserMapping mapping(Step.Map step, AddressRange<Iova> range) {
        return new UserMapping(
                range,
                UserVirtual.of(0),
                step.backing(),
                step.offset(),
                step.read(),
                step.write(),
                machine.step());
    }

    private boolean isRefused(DesignSpace space, UserMapping mapping) {
        if (space.isEmpty() && machine.policy().guard() != Guard.RESERVED_RANGES) {
            machine.refuse(
                    MAP,
                    Errno.EINVAL,
                    Certainty.CERTAIN,
                    "a container takes no mapping before a group has given it an IOMMU type",
                    null);
            return true;
        }
        Optional<Entry<Iova, UserMapping>> there =
                space.mappings().firstOverlapping(mapping.range());
        if (there.isPresent()) {
            refuse(
                    space,
                    mapping,
                    there.get().range(),
                    there.get().value().label(),
                    Errno.EEXIST,
                    Certainty.CERTAIN);
            return true;
        }
        return isReserved(space, mapping) || meetsDoorbell(space, mapping);
    }

    private boolean isReserved(DesignSpace space, UserMapping mapping) {
        Guard guard = machine.policy().guard();
        for (DesignDomain domain : space.domains()) {
            for (ReservedRegion region : domain.reserved()) {
                boolean counts =
                        guard.enforcesRegions()
                                ? region.type().excludesMappings()
                                : guard == Guard.MAPPING_TREE
                                        && region.type() == ReservedType.SW_MSI;
                if (counts && region.range().overlaps(mapping.range())) {
                    refuse(
                            space,
                            mapping,
                            region.range(),
                            region.type().title() + " region",
                            guard.onMap(),
                            machine.policy().certainty());
                    return true;
                }
            }
            AddressRange<Iova> aperture = domain.shape().aperture();
            for (AddressRange<Iova> outside : mapping.range().minus(aperture)) {
                refuse(
                        space,
                        mapping,
                        outside,
                        "end of aperture of d" + domain.number(),
                        Errno.EINVAL,
                        guard.enforcesRegions() ? Certainty.CERTAIN : Certainty.EXPECTED);
                return true;
            }
        }
        return false;
    }

    /// Page tables refuse a page that they have, unless a larger block sweeps its table away.
    private boolean meetsDoorbell(DesignSpace space, UserMapping mapping) {
        for (DesignDomain domain : space.domains()) {
            Optional<DoorbellPage> met = domain.met(mapping.range());
            if (met.isPresent()) {
                refuse(
                        space,
                        mapping,
                        met.get().iova(),
                        "doorbell page, which user space never mapped",
                        Errno.EEXIST,
                        Certainty.EXPECTED);
                return true;
            }
        }
        return false;
    }

    private void refuse(
            DesignSpace space,
            UserMapping mapping,
            AddressRange<Iova> other,
            String owner,
            Errno errno,
            Certainty certainty) {
        machine.refuse(
                MAP,
                errno,
                certainty,
                mapping.label() + " meets " + owner + " at " + other.hex(),
                new Overlap(
                        space.name(),
                        mapping.range().intersection(other).orElse(other),
                        mapping.label(),
                        owner));
    }

    private void accept(DesignSpace space, UserMapping mapping) {
        machine.accept(MAP, mapping.label() + " at " + mapping.range().hex());
        for (DesignDomain domain : space.domains()) {
            for (DoorbellPage page : domain.swept(mapping.range())) {
                domain.erase(page);
                machine.note(
                        MAP,
                        DesignWord.SILENT,
                        Certainty.EXPECTED,
                        "a block of "
                                + mapping.label()
                                + " takes the place of the table with the"
                                + " doorbell page",
                        new Overlap(space.name(), page.iova(), mapping.label(), "doorbell page"));
            }
            domain.reserved().forEach(region -> unnoticed(space, mapping, region));
        }
        space.map(mapping);
    }

    private void unnoticed(DesignSpace space, UserMapping mapping, ReservedRegion region) {
        boolean window = region.type() == ReservedType.SW_MSI;
        boolean reported = machine.policy().guard() == Guard.REPORTED;
        if (!region.range().overlaps(mapping.range())
                || (machine.policy().guard().enforcesRegions()
                        && region.type().excludesMappings())) {
            return;
        }
        boolean relaxable = region.type() == ReservedType.DIRECT_RELAXABLE;
        machine.note(
                MAP,
                window ? DesignWord.ACCEPTED : DesignWord.SILENT,
                window || relaxable || reported ? Certainty.CERTAIN : Certainty.EXPECTED,
                reported
                        ? "the reported ranges leave it out; nothing enforces them"
                        : consequence(region.type()),
                new Overlap(
                        space.name(),
                        mapping.range().intersection(region.range()).orElse(region.range()),
                        mapping.label(),
                        region.type().title() + " region"));
    }

    /// What happens to memory that is mapped where a region is.
    static String consequence(ReservedType type) {
        return switch (type) {
            case SW_MSI -> "nothing keeps room for doorbell pages";
            case MSI -> "DMA to it is taken for interrupts";
            case DIRECT -> "firmware's DMA goes there too";
            case DIRECT_RELAXABLE -> "the device may still touch what firmware keeps there";
            case RESERVED -> "DMA to it does not reach memory";
        };
    }

    void unmap(Step.Unmap step) {
        DesignSpace space = machine.spaces().get(step.space());
        if (space == null) {
            return;
        }
        var size = step.size();
        AddressRange<Iova> range =
                size == null
                        ? AddressRange.all(Iova.ZERO)
                        : AddressRange.ofSizeOrEmpty(step.iova(), size)
                                .orElse(AddressRange.all(Iova.ZERO));
        space.unmap(range);
        machine.accept("unmap", range.hex());
    }
}
