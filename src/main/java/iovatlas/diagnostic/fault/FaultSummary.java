package iovatlas.diagnostic.fault;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The faults of one device and one kind together: a log often has hundreds of them.
///
/// @param first the first of them
/// @param events how many reports there were
/// @param pages how many different 4 KiB pages they name
/// @param range from the lowest to the highest page, null when none has an address
/// @param places the different faults, in the order of the log
public record FaultSummary(
        FaultPlace first,
        int events,
        int pages,
        @Nullable AddressRange<Iova> range,
        List<FaultPlace> places) {

    private static final long IN_PAGE = 0xfff;

    public FaultSummary {
        places = List.copyOf(places);
    }

    /// Puts faults of the same device, reporter, access and reason together.
    public static List<FaultSummary> of(List<FaultPlace> places) {
        Map<Fault, List<FaultPlace>> kinds = new LinkedHashMap<>();
        for (FaultPlace place : places) {
            Fault kind = place.fault().withoutLine().at(null, place.fault().access());
            kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(place);
        }
        return kinds.values().stream().map(FaultSummary::ofKind).toList();
    }

    private static FaultSummary ofKind(List<FaultPlace> places) {
        List<Iova> starts =
                places.stream()
                        .flatMap(place ->
                                java.util.stream.Stream.ofNullable(place.fault().address()))
                        .map(address -> Iova.of(address.unsignedBits() & ~IN_PAGE))
                        .distinct()
                        .sorted()
                        .toList();
        return new FaultSummary(
                places.getFirst(),
                places.stream().mapToInt(FaultPlace::times).sum(),
                starts.size(),
                starts.isEmpty()
                        ? null
                        : AddressRange.of(
                                starts.getFirst(),
                                Iova.of(starts.getLast().unsignedBits() | IN_PAGE)),
                places);
    }

    /// "10 reports, 10 pages in 0x...-0x..."; "" for a single report.
    public String text() {
        if (events == 1) {
            return "";
        }
        return range == null
                ? events + " reports"
                : "%d reports, %d %s in %s"
                        .formatted(events, pages, pages == 1 ? "page" : "pages", range.hex());
    }
}
