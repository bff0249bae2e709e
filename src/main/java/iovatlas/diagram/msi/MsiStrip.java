package iovatlas.diagram.msi;

import iovatlas.diagnostic.recorded.RecordedPath;
import iovatlas.diagnostic.recorded.Sighting;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiHop.Status;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a strip shows: the stations of one message, from left to right.
///
/// @param title one line with the verdict
/// @param summary one sentence: where it ends and why
/// @param stations in the order of travel
/// @param current the station that is looked at, -1 for none
public record MsiStrip(String title, String summary, List<Station> stations, int current) {

    /// One station.
    ///
    /// @param hop what is computed of it
    /// @param owner whose station it is, e.g. `IOMMU`
    /// @param crossing what goes on to the next station, empty when nothing does
    /// @param seen what a recording shows there
    /// @param element what a click on it selects, null for nothing
    public record Station(
            MsiHop hop,
            String owner,
            Crossing crossing,
            List<Sighting> seen,
            @Nullable ElementId element) {

        public Station {
            seen = List.copyOf(seen);
        }
    }

    public MsiStrip {
        stations = List.copyOf(stations);
    }

    /// The way of a vector's message.
    ///
    /// @param recorded what a recording shows of it
    public static MsiStrip of(Topology topology, MsiPath path, RecordedPath recorded) {
        HopOwners owners = new HopOwners(topology, path.hops());
        List<Station> stations = new ArrayList<>();
        for (int i = 0; i < path.hops().size(); i++) {
            stations.add(
                    new Station(
                            path.hops().get(i),
                            owners.of(i),
                            Crossing.after(path.hops(), i),
                            recorded.at(i),
                            new ElementId.OfHop(path.device(), path.vector(), i)));
        }
        return new MsiStrip(title(topology, path), path.summary(), stations, -1);
    }

    /// What a write comes to, from the function that makes it.
    public static MsiStrip of(Topology topology, MsiTracer.Probe probe) {
        List<MsiHop> hops = new ArrayList<>();
        hops.add(
                new MsiHop(
                        Kind.MESSAGE,
                        "Write",
                        List.of(
                                new MsiHop.Field("address", probe.message().address().hex()),
                                new MsiHop.Field(
                                        "data", "0x" + Integer.toHexString(probe.message().data())),
                                new MsiHop.Field("by", probe.device().shortText())),
                        Status.OK,
                        null,
                        new ElementId.OfFunction(probe.device())));
        hops.addAll(probe.hops());
        HopOwners owners = new HopOwners(topology, hops);
        List<Station> stations = new ArrayList<>();
        for (int i = 0; i < hops.size(); i++) {
            MsiHop hop = hops.get(i);
            stations.add(
                    new Station(
                            hop, owners.of(i), Crossing.after(hops, i), List.of(), hop.element()));
        }
        String title =
                "Probe \u2014 %s writes 0x%x to %s: %s"
                        .formatted(
                                label(topology, probe.device()),
                                probe.message().data(),
                                probe.message().address().hex(),
                                probe.verdict().word() + end(hops));
        return new MsiStrip(title, probe.summary(), stations, -1);
    }

    /// The same with a station that is looked at.
    ///
    /// @param hop 0-based, -1 for none
    public MsiStrip withCurrent(int hop) {
        return new MsiStrip(title, summary, stations, hop);
    }

    /// `MSI path - 01:00.0 nic0 MSI-X 3: lost at vITS`.
    private static String title(Topology topology, MsiPath path) {
        return "MSI path \u2014 %s %s %d: %s"
                .formatted(
                        label(topology, path.device()),
                        path.index()
                                .spelling()
                                .toUpperCase(Locale.ROOT)
                                .replace("MSIX", "MSI-X")
                                .replace("INTX", "INTx"),
                        path.vector(),
                        path.verdict().word() + end(path.hops()));
    }

    private static String label(Topology topology, PciAddress at) {
        String name = topology.function(at).map(f -> f.name()).orElse("");
        return name.isEmpty() ? at.shortText() : at.shortText() + " " + name;
    }

    /// ` at vITS` for a message that ends before its goal.
    private static String end(List<MsiHop> hops) {
        return hops.stream()
                .filter(hop -> hop.status() == Status.BROKEN || hop.status() == Status.PENDING)
                .findFirst()
                .map(hop -> " at " + hop.title())
                .orElse("");
    }
}
