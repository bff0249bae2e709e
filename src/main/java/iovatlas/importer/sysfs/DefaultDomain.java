package iovatlas.importer.sysfs;

import iovatlas.importer.dmesg.KernelLog;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.Fact;
import iovatlas.kernel.Provenance;

import java.util.Optional;

/// The default domain type of new groups before drivers have a say.
///
/// Source: `drivers/iommu/iommu.c:iommu_subsys_init`.
record DefaultDomain(KernelLog log, CommandLine command, KernelConfig config) {

    Fact<DomainType> read(Fact<DomainType> standard) {
        if (log.has("iommu: Default domain type: Passthrough")) {
            return Fact.of(DomainType.IDENTITY, Provenance.LOG);
        }
        if (log.has("DMA domain TLB invalidation policy: strict mode")) {
            return Fact.of(DomainType.DMA, Provenance.LOG);
        }
        if (log.has("DMA domain TLB invalidation policy: lazy mode")) {
            return Fact.of(DomainType.DMA_FQ, Provenance.LOG);
        }
        return fromCommandLine().or(this::fromConfig).orElse(standard);
    }

    private Optional<Fact<DomainType>> fromCommandLine() {
        boolean identity =
                command.flag("iommu.passthrough")
                        .orElse(words("iommu").filter("pt"::equals).isPresent());
        if (identity) {
            return Optional.of(Fact.of(DomainType.IDENTITY, Provenance.COMMAND_LINE));
        }
        return command.flag("iommu.strict")
                .or(() ->
                        words("intel_iommu").filter(word -> word.contains("strict")).map(_ -> true))
                .map(strict ->
                        Fact.of(
                                strict ? DomainType.DMA : DomainType.DMA_FQ,
                                Provenance.COMMAND_LINE));
    }

    private Optional<String> words(String name) {
        return command.value(name);
    }

    private Optional<Fact<DomainType>> fromConfig() {
        if (config.flag("CONFIG_IOMMU_DEFAULT_PASSTHROUGH").orElse(false)) {
            return Optional.of(Fact.of(DomainType.IDENTITY, Provenance.SYSFS));
        }
        if (config.flag("CONFIG_IOMMU_DEFAULT_DMA_LAZY").orElse(false)) {
            return Optional.of(Fact.of(DomainType.DMA_FQ, Provenance.SYSFS));
        }
        return config.flag("CONFIG_IOMMU_DEFAULT_DMA_STRICT").orElse(false)
                ? Optional.of(Fact.of(DomainType.DMA, Provenance.SYSFS))
                : Optional.empty();
    }
}
