package iovatlas.diagram.msi;

import iovatlas.address.HostPhysical;
import iovatlas.diagnostic.recorded.RecordedPath;
import iovatlas.diagnostic.recorded.Sighting;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiHop.Field;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiHop.Status;
import iovatlas.scenario.MsiPath;
import iovatlas.topology.ElementId;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;

/// Message paths made by hand.
final class DemoPaths {
    static final PciAddress NIC = PciAddress.parse("0000:01:00.0");
    private static final KernelRule NO_ENTRY =
            KernelRule.of(
                    "vgic-its-no-ite",
                    "the guest has not issued MAPTI for {0}, {1}: KVM drops the interrupt",
                    "arch/arm64/kvm/vgic/vgic-its.c",
                    "vgic_its_resolve_lpi");

    private DemoPaths() {}

    /// A machine with the parts of the path.
    private static final Topology MACHINE =
            new Topology(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(
                            new MsiController.Its(
                                    "its0", HostPhysical.of(0x3008_0000L), 0, 16, 16, false)),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());

    /// The strip of the lost message.
    static MsiStrip strip() {
        return MsiStrip.of(MACHINE, lost(), RecordedPath.none(lost().hops().size()));
    }

    /// The same with a recording that agrees on the address and not on the data.
    static MsiStrip recorded() {
        List<List<Sighting>> seen = new ArrayList<>();
        lost().hops().forEach(_ -> seen.add(List.of()));
        seen.set(
                1,
                List.of(
                        new Sighting("address", "0xfffff040", "0xfffff040", Sighting.Standing.SAME),
                        new Sighting("data", "0x4", "0x3", Sighting.Standing.DIFFERENT)));
        seen.set(5, List.of(new Sighting("IRQ", "57", null, Sighting.Standing.OBSERVED_ONLY)));
        return MsiStrip.of(MACHINE, lost(), new RecordedPath(seen, true));
    }

    /// It reaches the host and is dropped by the guest's ITS.
    static MsiPath lost() {
        var reason =
                Reason.of(
                        NO_ENTRY,
                        new Evidence.OfText("DeviceID", "0x8"),
                        new Evidence.OfText("EventID", "3"));
        List<MsiHop> hops = new ArrayList<>(host());
        hops.add(
                new MsiHop(
                        Kind.GUEST_CONTROLLER,
                        "vITS",
                        List.of(
                                new Field("Dev", "0x8"),
                                new Field("Ev", "3"),
                                new Field("seen at", "vgic-its-state")),
                        Status.BROKEN,
                        reason,
                        new ElementId.OfOwner("vm0")));
        hops.add(
                new MsiHop(
                        Kind.VCPU,
                        "vCPU1",
                        List.of(new Field("", "vm0")),
                        Status.NOT_REACHED,
                        null,
                        new ElementId.OfOwner("vm0")));
        return new MsiPath(
                NIC,
                IrqIndex.MSIX,
                3,
                hops,
                MsiPath.Verdict.LOST,
                "The message reaches the host and is dropped by the guest's ITS.");
    }

    private static List<MsiHop> host() {
        return List.of(
                ok(
                        Kind.FUNCTION,
                        "Function",
                        new Field("at", "01:00.0"),
                        new Field("vector", "MSI-X 3")),
                ok(
                        Kind.MESSAGE,
                        "Message",
                        new Field("address", "0x08000040"),
                        new Field("data", "0x3")),
                ok(
                        Kind.IOMMU,
                        "smmu0",
                        new Field("SID", "0x100"),
                        new Field("domain", "d0, page 0")),
                ok(
                        Kind.DOORBELL,
                        "Doorbell",
                        new Field("PA", "0x30090040"),
                        new Field("register", "TRANSLATER")),
                ok(Kind.CONTROLLER, "its0", new Field("Dev", "0x100"), new Field("Event", "3")),
                ok(
                        Kind.INTERRUPT,
                        "LPI 8195",
                        new Field("", "col 1, CPU1"),
                        new Field("host IRQ", "57")),
                ok(Kind.IRQFD, "irqfd", new Field("GSI", "24"), new Field("", "eventfd, KVM")));
    }

    private static MsiHop ok(Kind kind, String title, Field... fields) {
        return new MsiHop(
                kind, title, List.of(fields), Status.OK, null, new ElementId.OfFunction(NIC));
    }
}
