package iovatlas.kernel.iommu;

/// The first comparison that keeps a function out of a domain, in the order in which the kernel
/// compares.
public enum DomainDifference {
    /// `domain->ops`.
    OPERATIONS,
    /// `enforce_cache_coherency`.
    COHERENCY,
    /// The driver attaches to one instance only.
    INSTANCE,
    /// Address width of VT-d.
    WIDTH,
    /// Page sizes of VT-d.
    PAGES,
    /// Snoop control of VT-d.
    SNOOP;

    /// The comparison as a sentence without its full stop.
    ///
    /// @param domain the one that is there
    /// @param own what the function's own would be like
    public String text(DomainShape domain, DomainShape own) {
        return switch (this) {
            case OPERATIONS ->
                    "domain->ops differ: %s on %s, %s on %s"
                            .formatted(
                                    domain.format().title(),
                                    domain.iommu(),
                                    own.format().title(),
                                    own.iommu());
            case COHERENCY ->
                    "enforce_cache_coherency differs: %s on %s, %s on %s"
                            .formatted(
                                    domain.coherency(),
                                    domain.iommu(),
                                    own.coherency(),
                                    own.iommu());
            case INSTANCE ->
                    "the driver attaches what is behind %s only, and this is behind %s"
                            .formatted(domain.iommu(), own.iommu());
            case WIDTH ->
                    "the domain has %d bits of address, and %s has %d"
                            .formatted(width(domain), own.iommu(), width(own));
            case PAGES ->
                    "the domain maps %s, and %s maps %s"
                            .formatted(
                                    domain.pageSizes().text(), own.iommu(), own.pageSizes().text());
            case SNOOP ->
                    "the domain relies on snoop control, which %s lacks".formatted(own.iommu());
        };
    }

    /// What was compared and is the same.
    public static String agreement(DomainShape domain) {
        return "the same domain->ops (%s), the same enforce_cache_coherency (%s), and %s"
                .formatted(
                        domain.format().title(),
                        domain.coherency(),
                        domain.instanceBound()
                                ? "the same instance, " + domain.iommu()
                                : "its IOMMU can do what the domain needs");
    }

    private static int width(DomainShape shape) {
        DomainShape.VtdDemands demands = shape.hardware();
        return demands == null ? 0 : demands.width();
    }
}
