package iovatlas.scenario.design;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.kernel.doorbell.design.DoorbellPolicy;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.IovaSpace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One container or IOAS while a scenario is worked through.
final class DesignSpace {
    private final IovaSpace space;
    private final List<DesignDomain> domains = new ArrayList<>();
    private final Set<String> mediated = new LinkedHashSet<>();
    private RangeIndex<Iova, UserMapping> mappings = RangeIndex.empty();
    private int made;

    DesignSpace(IovaSpace space) {
        this.space = space;
    }

    IovaSpace space() {
        return space;
    }

    String name() {
        return space.name();
    }

    /// Which doorbell table it shares with others.
    String context() {
        return switch (space) {
            case IovaSpace.Container container -> container.name();
            case IovaSpace.Ioas ioas -> ioas.context();
        };
    }

    List<DesignDomain> domains() {
        return domains;
    }

    /// Names of the mediated devices in it.
    Set<String> mediated() {
        return mediated;
    }

    /// Whether nothing is in it.
    boolean isEmpty() {
        return domains.isEmpty() && mediated.isEmpty();
    }

    RangeIndex<Iova, UserMapping> mappings() {
        return mappings;
    }

    void map(UserMapping mapping) {
        mappings = mappings.with(mapping.range(), mapping);
    }

    void unmap(AddressRange<Iova> range) {
        for (RangeIndex.Entry<Iova, UserMapping> entry : mappings.overlapping(range)) {
            if (range.contains(entry.range())) {
                mappings = mappings.without(entry);
            }
        }
    }

    Optional<DesignDomain> domainOf(int group) {
        return domains.stream().filter(domain -> domain.groups().contains(group)).findFirst();
    }

    /// The domain that a group of that shape joins; a new one when none takes it.
    DesignDomain domainFor(DomainShape shape) {
        return domains.stream()
                .filter(domain -> domain.takes(shape))
                .findFirst()
                .orElseGet(() -> {
                    var domain = new DesignDomain(made++, shape);
                    domains.add(domain);
                    return domain;
                });
    }

    void leave(int group) {
        domainOf(group)
                .ifPresent(domain -> {
                    domain.remove(group);
                    if (domain.groups().isEmpty()) {
                        domains.remove(domain);
                    }
                });
    }

    /// The ranges that a mapping has to fit into: what all domains translate, without what is
    /// reserved.
    List<AddressRange<Iova>> permitted(DoorbellPolicy policy) {
        List<AddressRange<Iova>> left = List.of(AddressRange.all(Iova.ZERO));
        for (DesignDomain domain : domains) {
            AddressRange<Iova> aperture = domain.shape().aperture();
            left = left.stream().flatMap(r -> r.intersection(aperture).stream()).toList();
            if (policy.guard().tellsRanges()) {
                for (ReservedRegion region : domain.reserved()) {
                    if (region.type().excludesMappings()) {
                        left =
                                left.stream()
                                        .flatMap(r -> r.minus(region.range()).stream())
                                        .toList();
                    }
                }
            }
        }
        boolean nothingTold = domains.isEmpty() && space instanceof IovaSpace.Container;
        return nothingTold ? List.of() : left;
    }
}
