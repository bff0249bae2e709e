package iovatlas.ui.search;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What lies at an address that somebody typed, in every space.
final class AddressHits {

    private static final Pattern TYPED = Pattern.compile("0[xX][0-9a-fA-F_]{1,19}");

    private final Set<Hit> hits = new LinkedHashSet<>();
    private final Iova address;

    private AddressHits(Iova address) {
        this.address = address;
    }

    /// The address that a query is, e.g. `0x0800_0040`; empty when it is none.
    static Optional<Iova> address(String query) {
        String text = query.strip();
        if (!TYPED.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Iova.parse(text.replace("_", "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static List<Hit> of(Iova address, Computed computed) {
        AddressHits found = new AddressHits(address);
        computed.state().spaces().forEach(found::space);
        return new ArrayList<>(found.hits);
    }

    private void space(SpaceView space) {
        for (DomainView domain : space.domains()) {
            for (DoorbellView page : domain.doorbells()) {
                add(space, page.iova(), "doorbell page of " + page.controller(), "doorbell");
            }
            for (ReservedRegion region : domain.reserved()) {
                add(space, region.range(), region.type().title() + " region", "reserved");
            }
        }
        for (RangeIndex.Entry<Iova, UserMapping> entry : space.mappings().at(address)) {
            add(space, entry.range(), entry.value().label(), "mapping");
        }
        if (hits.isEmpty()) {
            hits.add(
                    Hit.of(
                            address.hex() + "  free in " + space.name(),
                            "",
                            "address",
                            new ElementId.OfIova(space.name(), AddressRange.of(address, address))));
        }
    }

    private void add(SpaceView space, AddressRange<Iova> range, String what, String kind) {
        if (range.contains(address)) {
            hits.add(
                    Hit.of(
                            address.hex() + "  " + what,
                            space.name() + "  " + range.hex(),
                            kind,
                            new ElementId.OfIova(space.name(), range)));
        }
    }
}
