package iovatlas.edit.part;

import iovatlas.topology.AcsCapability;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;
import iovatlas.topology.PciIdentity;
import iovatlas.topology.ResetMethod;
import iovatlas.topology.SriovCapability;
import iovatlas.topology.VirtualFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Ports, bridges and cards as people buy them. Addresses only say what hangs below what.
public final class PciParts {
    /// Source validation, translation blocking, both redirects and upstream forwarding: what ports
    /// that isolate usually have.
    private static final AcsCapability ACS = AcsCapability.of(0x5f);

    private static final int BRIDGE = 0x060400;
    private static final PciId PORT = PciId.UNKNOWN;
    private static final PciId SWITCH = PciId.UNKNOWN;

    private PciParts() {}

    static List<PciFunction> rootPort() {
        return List.of(port(FunctionKind.ROOT_PORT, "00:00.0", "01", PORT));
    }

    /// An upstream port with downstream ports.
    ///
    /// @param ports 1..32
    static List<PciFunction> switchWith(int ports) {
        List<PciFunction> all = new ArrayList<>();
        all.add(upstream("02-" + "%02x".formatted(2 + ports)));
        for (int i = 0; i < ports; i++) {
            String at = "02:%02x.0".formatted(i);
            all.add(port(FunctionKind.SWITCH_DOWNSTREAM, at, "%02x".formatted(3 + i), SWITCH));
        }
        return all;
    }

    static List<PciFunction> upstreamPort() {
        return List.of(upstream("02"));
    }

    private static PciFunction upstream(String buses) {
        return PciFunction.of(PciAddress.parse("01:00.0"), FunctionKind.SWITCH_UPSTREAM)
                .withIdentity(PciIdentity.of(SWITCH, BRIDGE))
                .withBuses(BusRange.parse(buses))
                .withCapabilities(msi(PciCapabilities.NONE, 1))
                .withDriver("pcieport");
    }

    static List<PciFunction> downstreamPort() {
        return List.of(port(FunctionKind.SWITCH_DOWNSTREAM, "02:00.0", "03", SWITCH));
    }

    /// A bridge to conventional PCI, from PCI Express or from conventional PCI.
    static List<PciFunction> bridge(FunctionKind kind, String id) {
        return List.of(
                PciFunction.of(PciAddress.parse("00:00.0"), kind)
                        .withIdentity(PciIdentity.of(PciId.parse(id), BRIDGE))
                        .withBuses(BusRange.parse("01")));
    }

    private static PciFunction port(FunctionKind kind, String at, String buses, PciId id) {
        return PciFunction.of(PciAddress.parse(at), kind)
                .withIdentity(PciIdentity.of(id, BRIDGE))
                .withBuses(BusRange.parse(buses))
                .withCapabilities(msi(PciCapabilities.NONE, 1).withAcs(ACS))
                .withDriver("pcieport");
    }

    /// A card of one function.
    ///
    /// @param vectors MSI-X entries
    public static PciFunction card(
            String name, String id, int classCode, int vectors, @Nullable String driver) {
        return PciFunction.of(PciAddress.parse("01:00.0"), FunctionKind.ENDPOINT)
                .withName(name)
                .withIdentity(PciIdentity.of(PciId.parse(id), classCode))
                .withCapabilities(reset(PciCapabilities.NONE).withMsix(MsixCapability.of(vectors)))
                .withDriver(driver);
    }

    static PciFunction nic() {
        return card("nic0", "8086:1572", 0x020000, 64, null);
    }

    static PciFunction nvme() {
        return card("nvme0", "144d:a824", 0x010802, 65, "nvme");
    }

    /// A graphics card with its sound function.
    static List<PciFunction> gpu() {
        PciFunction gpu =
                PciFunction.of(PciAddress.parse("01:00.0"), FunctionKind.LEGACY_ENDPOINT)
                        .withName("gpu")
                        .withIdentity(PciIdentity.of(PciId.parse("10de:2204"), 0x030000))
                        .withMultifunction(true)
                        .withCapabilities(msi(PciCapabilities.NONE, 1));
        PciFunction sound =
                PciFunction.of(PciAddress.parse("01:00.1"), FunctionKind.ENDPOINT)
                        .withName("gpu-audio")
                        .withIdentity(PciIdentity.of(PciId.parse("10de:1aef"), 0x040300))
                        .withMultifunction(true)
                        .withCapabilities(msi(PciCapabilities.NONE, 1));
        return List.of(gpu, sound);
    }

    /// A network card with two ports that keep apart: ACS on both.
    static List<PciFunction> dualNic() {
        PciFunction first = nic().withMultifunction(true);
        PciCapabilities can = first.capabilities().withAcs(AcsCapability.of(0));
        return List.of(
                first.withCapabilities(can),
                first.withAt(PciAddress.parse("01:00.1")).withName("nic1").withCapabilities(can));
    }

    /// A network card whose physical function has virtual functions enabled.
    static List<PciFunction> sriovNic(int vfs) {
        SriovCapability sriov = new SriovCapability(vfs, vfs, 16, 1, 0x154c);
        AcsCapability alone = AcsCapability.of(0);
        PciFunction physical = withAri(nic()).withDriver("i40e");
        physical =
                physical.withCapabilities(physical.capabilities().withAcs(alone).withSriov(sriov));
        PciCapabilities virtual =
                reset(PciCapabilities.NONE).withAcs(alone).withMsix(MsixCapability.of(5));
        List<PciFunction> all = new ArrayList<>(List.of(physical));
        all.addAll(
                VirtualFunction.enabled(
                        physical, sriov, FunctionKind.ENDPOINT, virtual, "vfio-pci"));
        return all;
    }

    static PciFunction integrated() {
        return PciFunction.of(PciAddress.parse("00:00.0"), FunctionKind.INTEGRATED_ENDPOINT)
                .withIdentity(PciIdentity.of(PciId.parse("8086:4680"), 0x030000))
                .withCapabilities(msi(reset(PciCapabilities.NONE), 1));
    }

    static PciFunction conventional() {
        return PciFunction.of(PciAddress.parse("00:00.0"), FunctionKind.CONVENTIONAL)
                .withIdentity(PciIdentity.of(PciId.parse("8086:100e"), 0x020000));
    }

    private static PciFunction withAri(PciFunction function) {
        PciCapabilities c = function.capabilities();
        return function.withCapabilities(
                new PciCapabilities(
                        c.acs(),
                        c.msi(),
                        c.msix(),
                        c.sriov(),
                        true,
                        c.ats(),
                        c.pri(),
                        c.pasid(),
                        c.resets(),
                        c.interruptPin()));
    }

    private static PciCapabilities msi(PciCapabilities can, int vectors) {
        return can.withMsi(new MsiCapability(vectors, true, false));
    }

    private static PciCapabilities reset(PciCapabilities c) {
        return new PciCapabilities(
                c.acs(),
                c.msi(),
                c.msix(),
                c.sriov(),
                c.ari(),
                c.ats(),
                c.pri(),
                c.pasid(),
                Set.of(ResetMethod.FLR),
                c.interruptPin());
    }
}
