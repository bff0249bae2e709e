package iovatlas.diagram.msi;

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
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;

/// Message paths made by hand.
final class DemoPaths {
    private static final PciAddress NIC = PciAddress.parse("0000:01:00.0");
    private static final KernelRule NO_ENTRY =
            KernelRule.of(
                    "vgic-its-no-ite",
                    "the guest has not issued MAPTI for {0}, {1}: KVM drops the interrupt",
                    "arch/arm64/kvm/vgic/vgic-its.c",
                    "vgic_its_resolve_lpi");

    private DemoPaths() {}

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
                        List.of(new Field("Dev", "0x8"), new Field("Event", "3")),
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
                        null));
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
                ok(Kind.FUNCTION, "Function", new Field("", "01:00.0"), new Field("", "MSI-X 3")),
                ok(Kind.MESSAGE, "Message", new Field("", "0x08000040"), new Field("data", "0x3")),
                ok(
                        Kind.IOMMU,
                        "smmu0",
                        new Field("SID", "0x100"),
                        new Field("domain", "d0, page 0")),
                ok(
                        Kind.DOORBELL,
                        "Doorbell",
                        new Field("", "0x30090040"),
                        new Field("", "GITS_TRANSLATER")),
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
