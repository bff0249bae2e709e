package iovatlas.kernel.iommu;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.kernel.Reason;
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
    private final TypeChoice standard;

    DefaultDomains(Machine machine) {
        this.machine = machine;
        this.standard = standard(machine);
    }

    /// The type for a group of these functions; a group without any takes the kernel's default.
    TypeChoice choiceFor(List<PciAddress> members) {
        for (PciAddress at : members) {
            TypeChoice demanded = machine.tree().node(at).map(this::demand).orElse(null);
            if (demanded != null) {
                return demanded;
            }
        }
        boolean lazy =
                members.isEmpty()
                        || machine.tree()
                                .node(members.getFirst())
                                .map(this::canBeLazy)
                                .orElse(true);
        return standard.type() == DomainType.DMA_FQ && !lazy
                ? new TypeChoice(DomainType.DMA, Reason.of(DomainRules.VIRTIO_STRICT))
                : standard;
    }

    /// What the kernel or its IOMMU driver insists on for a function, null for nothing.
    @Nullable TypeChoice demand(PciNode node) {
        IommuSide side = machine.coverage().of(node).orElse(null);
        if (side == null) {
            return null;
        }
        Evidence function = new Evidence.OfFunction("function", node.at());
        if (node.untrusted() && DomainRules.UNTRUSTED.holdsIn(machine.release())) {
            return new TypeChoice(DomainType.DMA, Reason.of(DomainRules.UNTRUSTED, function));
        }
        return switch (side.iommu().hardware()) {
            case IommuHardware.AmdVi amd ->
                    usesPasids(amd, node)
                            ? new TypeChoice(
                                    DomainType.IDENTITY,
                                    Reason.of(DomainRules.IDENTITY_FOR_PASID, function))
                            : null;
            case IommuHardware.Vtd vtd ->
                    mustTranslate(vtd)
                            ? new TypeChoice(DomainType.DMA, Reason.of(DomainRules.NO_PASS_THROUGH))
                            : null;
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

    private static TypeChoice standard(Machine machine) {
        DomainType type = chosen(machine.facts());
        Reason forced = strictForced(machine);
        if (type == DomainType.DMA_FQ && forced != null) {
            return new TypeChoice(DomainType.DMA, forced);
        }
        Evidence from =
                new Evidence.OfText("", machine.facts().defaultDomain().provenance().text());
        return new TypeChoice(type, Reason.of(DomainRules.TYPE_DEFAULT, from));
    }

    private static @Nullable Reason strictForced(Machine machine) {
        KernelRelease release = machine.release();
        CommandLine line = machine.facts().commandLine().value();
        for (Iommu iommu : machine.topology().iommus()) {
            Evidence name = new Evidence.OfText("", iommu.name());
            if (iommu.hardware() instanceof IommuHardware.Vtd vtd
                    && VtdStages.cachingMode(vtd)
                    && !VtdStages.firstByDefault(vtd, release, line)
                    && DomainRules.STRICT_BY_CACHING_MODE.holdsIn(release)) {
                return Reason.of(DomainRules.STRICT_BY_CACHING_MODE, name);
            }
            if (iommu.hardware() instanceof IommuHardware.AmdVi amd
                    && (amd.capability() & NP_CACHE) != 0
                    && DomainRules.STRICT_BY_NP_CACHE.holdsIn(release)) {
                return Reason.of(DomainRules.STRICT_BY_NP_CACHE, name);
            }
        }
        return null;
    }
}
