package iovatlas.kernel.iommu;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Chooses the type of a new group's default domain.
///
/// Source: `drivers/iommu/iommu.c:iommu_subsys_init, iommu_get_default_domain_type`.
final class DefaultDomains {

    private static final int NP_CACHE = 1 << 26;
    private static final int GUEST_TRANSLATION = 4;

    private final Machine machine;
    private final DomainType standard;

    DefaultDomains(Machine machine) {
        this.machine = machine;
        this.standard = invalidation(chosen(machine.facts()), strictForced(machine));
    }

    /// The type for a group of these functions; a group without any takes the kernel's default.
    DomainType typeFor(List<PciAddress> members) {
        for (PciAddress at : members) {
            PciNode node = machine.tree().node(at).orElse(null);
            DomainType demanded = node == null ? null : demand(node);
            if (demanded == DomainType.IDENTITY) {
                return demanded;
            }
            if (demanded == DomainType.DMA && standard == DomainType.IDENTITY) {
                return demanded;
            }
        }
        PciNode first =
                members.isEmpty() ? null : machine.tree().node(members.getFirst()).orElse(null);
        boolean lazy = first == null || canBeLazy(first);
        return standard == DomainType.DMA_FQ && !lazy ? DomainType.DMA : standard;
    }

    /// What the IOMMU driver insists on for a function, null for nothing.
    @Nullable DomainType demand(PciNode node) {
        IommuSide side = machine.coverage().of(node).orElse(null);
        if (side == null) {
            return null;
        }
        return switch (side.iommu().hardware()) {
            case IommuHardware.AmdVi amd -> usesPasids(amd, node) ? DomainType.IDENTITY : null;
            case IommuHardware.Vtd vtd -> mustTranslate(vtd) ? DomainType.DMA : null;
            case IommuHardware.SmmuV2 _, IommuHardware.SmmuV3 _, IommuHardware.VirtioIommu _ ->
                    null;
        };
    }

    private boolean mustTranslate(IommuHardware.Vtd vtd) {
        return !VtdStages.passThrough(vtd)
                && DomainRules.NO_PASS_THROUGH.holdsIn(machine.release());
    }

    private boolean usesPasids(IommuHardware.AmdVi amd, PciNode node) {
        PciCapabilities caps = node.function().capabilities();
        boolean all = caps.pasid() && caps.ats() && caps.pri();
        boolean pasid = DomainRules.PASID_ALONE.holdsIn(machine.release()) ? caps.pasid() : all;
        return pasid && amd.features().bit(GUEST_TRANSLATION);
    }

    private boolean canBeLazy(PciNode node) {
        IommuSide side = machine.coverage().of(node).orElse(null);
        return side == null
                || !(side.iommu().hardware() instanceof IommuHardware.VirtioIommu)
                || DomainRules.VIRTIO_LAZY.holdsIn(machine.release());
    }

    /// A stated type wins over what the command line says.
    private static DomainType chosen(BootFacts facts) {
        Fact<DomainType> fact = facts.defaultDomain();
        return fact.provenance() == Provenance.DEFAULT
                ? byCommandLine(fact.value(), facts.commandLine().value())
                : fact.value();
    }

    private static DomainType byCommandLine(DomainType standard, CommandLine line) {
        boolean pt =
                line.flag("iommu.passthrough")
                        .orElse(standard == DomainType.IDENTITY || hasOption(line, "iommu", "pt"));
        if (pt) {
            return DomainType.IDENTITY;
        }
        boolean strictWord =
                hasOption(line, "intel_iommu", "strict")
                        || hasOption(line, "amd_iommu", "fullflush");
        boolean strict = line.flag("iommu.strict").orElse(strictWord || standard == DomainType.DMA);
        return strict ? DomainType.DMA : DomainType.DMA_FQ;
    }

    private static boolean hasOption(CommandLine line, String name, String option) {
        return line.values(name)
                .flatMap(v -> List.of(v.split(",", -1)).stream())
                .anyMatch(option::equals);
    }

    private static DomainType invalidation(DomainType type, boolean strictForced) {
        return type == DomainType.DMA_FQ && strictForced ? DomainType.DMA : type;
    }

    private static boolean strictForced(Machine machine) {
        KernelRelease release = machine.release();
        CommandLine line = machine.facts().commandLine().value();
        for (Iommu iommu : machine.topology().iommus()) {
            boolean forced =
                    switch (iommu.hardware()) {
                        case IommuHardware.Vtd vtd ->
                                VtdStages.cachingMode(vtd)
                                        && !VtdStages.firstByDefault(vtd, release, line)
                                        && DomainRules.STRICT_BY_CACHING_MODE.holdsIn(release);
                        case IommuHardware.AmdVi amd ->
                                (amd.capability() & NP_CACHE) != 0
                                        && DomainRules.STRICT_BY_NP_CACHE.holdsIn(release);
                        case IommuHardware.SmmuV2 _,
                                IommuHardware.SmmuV3 _,
                                IommuHardware.VirtioIommu _ ->
                                false;
                    };
            if (forced) {
                return true;
            }
        }
        return false;
    }
}
