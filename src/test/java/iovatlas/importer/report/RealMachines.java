package iovatlas.importer.report;

import iovatlas.atlas.Atlas;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.FunctionKind;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Every published machine whose groups are known.
final class RealMachines {

    private static final String DIR = "machines/";

    private RealMachines() {}

    static List<RealMachine> all() {
        return List.of(
                whole(
                        "ecs-h310-coffeelake",
                        "lspci.log",
                        "dmesg.log",
                        "acpi/DMAR.dat",
                        "acpi/APIC.dat",
                        "acpi/MCFG.dat"),
                whole("cix-p1-orion-o6-arm64", "lspci.out", "dmesg.out", "acpi.out"),
                whole("xeon-e3-v6-pex8748-switch", "report.txt"),
                whole("hp-spectre-8th-gen-thunderbolt", "lspci.txt", "dmesg.txt"),
                whole("amd-matisse-desktop", "lspci.txt", "dmesg.txt"),
                whole("hp-elitebook-630-g9-tb4", "lspci.txt", "dmesg.txt", "lspci-t.txt"),
                whole("adl-full-config-space", "lspci.txt"),
                whole("emerson-amd-v1000-ats", "lspci.txt", "dmesg.txt", "lspci-t.txt"),
                whole("dell-xps-9320-vmd", "lspci.txt", "dmesg.txt"),
                whole("ampere-altra-dev-platform-arm64-excerpt", "lspci.txt"),
                supermicro(),
                dl388(),
                altra(),
                craask(),
                manjaro(),
                honeycomb(),
                power9(),
                ghw(),
                d05("builtin", a -> a),
                d05(
                        "module",
                        ByHand.probeOrder(
                                "0002:f8:00.0 0004:88:00.0 0005:78:00.0 000a:10:00.0 000c:20:00.0"
                                        + " 000d:30:00.0 0002:f9:00.0 0002:f9:00.1 000a:11:00.0"
                                        + " 000a:11:00.1 000a:11:00.2 000a:11:00.3")),
                x99("5.8", KernelRelease.of(5, 8)),
                x99("5.9", KernelRelease.of(5, 9)));
    }

    private static RealMachine supermicro() {
        return part(
                "supermicro-h13-epyc-genoa-gpu",
                "ACS capabilities of ports and NICs (plain lspci)",
                ByHand.all(
                        ByHand.acsWhere(f ->
                                f.kind() == FunctionKind.ROOT_PORT
                                        && f.identity().id().device() != 0x14a7),
                        ByHand.acsWhere(f -> f.kind() == FunctionKind.SWITCH_DOWNSTREAM),
                        ByHand.acs("01:00.0 01:00.1 02:00.0 02:00.1")),
                "lspci.txt",
                "dmesg.txt");
    }

    private static RealMachine dl388() {
        String ports =
                "00:01.0 00:01.1 00:02.0 00:02.1 00:02.2 00:02.3 00:03.0 00:03.1 00:03.2 00:03.3"
                        + " 20:00.0 20:01.0 20:01.1 20:02.0 20:02.1 20:02.2 20:02.3 20:03.0"
                        + " 20:03.1 20:03.2 20:03.3";
        return part(
                        "hp-dl388p-gen8",
                        "PCI Express types and ACS capabilities of ports (log of an old kernel)",
                        ByHand.all(
                                ByHand.kind(FunctionKind.ROOT_PORT, ports, "00:1c.0 00:1c.7"),
                                ByHand.kind(FunctionKind.SWITCH_UPSTREAM, "04:00.0"),
                                ByHand.kind(FunctionKind.SWITCH_DOWNSTREAM, "05:02.0 05:04.0"),
                                ByHand.acs(ports)),
                        "console.txt")
                .withLost("0000:1f:0b.0 0000:1f:10.2 0000:20:00.0 0000:3f:0b.0 0000:3f:10.5");
    }

    private static RealMachine altra() {
        return part(
                "ampere-altra-ava-arm64",
                "ACS capabilities of ports and of the GPU (log only)",
                ByHand.all(
                        ByHand.acsWhere(f ->
                                f.kind() == FunctionKind.ROOT_PORT
                                        || f.kind() == FunctionKind.SWITCH_DOWNSTREAM),
                        ByHand.acs("000d:03:00.0 000d:03:00.1")),
                "dmesg.txt",
                "lspci-gpu.txt");
    }

    private static RealMachine craask() {
        return part(
                "google-craask-alderlake-n",
                "PCI Express type of 00:14.3 and ACS capability of 00:1c.0 (plain lspci)",
                ByHand.all(
                        ByHand.kind(FunctionKind.INTEGRATED_ENDPOINT, "00:14.3"),
                        ByHand.acs("00:1c.0")),
                "lspci",
                "dmesg");
    }

    private static RealMachine manjaro() {
        String downstream = "02:01.0 02:03.0 02:04.0 0a:00.0";
        return part(
                "manjaro-vfio-desktop",
                "PCI Express types and ACS capabilities (group listing and half a log)",
                ByHand.all(
                        ByHand.kind(FunctionKind.SWITCH_UPSTREAM, "01:00.0 09:00.0"),
                        ByHand.kind(
                                FunctionKind.SWITCH_DOWNSTREAM,
                                downstream,
                                "02:08.0 02:09.0 02:0a.0"),
                        ByHand.kind(
                                FunctionKind.ENDPOINT,
                                "0b:00.0 0b:00.1 0d:00.0 0d:00.1 0d:00.3 0d:00.4"),
                        ByHand.acsWhere(f -> f.kind() == FunctionKind.ROOT_PORT),
                        ByHand.acs(downstream, "0b:00.0 0b:00.1 0d:00.0 0d:00.1 0d:00.3 0d:00.4")),
                "iommu-groups.txt",
                "dmesg.txt");
    }

    private static RealMachine honeycomb() {
        return part(
                "nxp-lx2160a-honeycomb-arm64",
                "device tree, which describes no PCI host to the SMMU",
                ByHand.uncovered("0000:00:00.0 0001:00:00.0"),
                "dmesg.txt");
    }

    private static RealMachine power9() {
        return part(
                "power9-raptor-ppc64",
                "the partitionable endpoints of POWER, which the model does not have",
                ByHand.all(
                        ByHand.served(
                                "0001:01:00.0 0003:01:00.0 0004:01:00.0 0004:01:00.1 0005:02:00.0"
                                        + " 0030:03:00.0 0030:04:00.0"),
                        ByHand.acsWhere(f -> f.kind().isBridge() && f.kind().isPcie())),
                "lspci.txt",
                "dmesg.txt");
    }

    private static RealMachine ghw() {
        return part(
                "ghw-snapshot-intel",
                "configuration space: ACS of 00:07.0 and 00:07.2, type of 00:14.3",
                ByHand.all(
                        ByHand.acs("00:07.0 00:07.2"),
                        ByHand.kind(FunctionKind.INTEGRATED_ENDPOINT, "00:14.3")),
                "sysfs-snapshot.tar.gz");
    }

    private static RealMachine d05(String boot, UnaryOperator<Atlas> order) {
        String name = "hisilicon-d05-arm64";
        return new RealMachine(
                name + " (" + boot + ")",
                List.of(DIR + name + "/lspci-tree-and-groups.txt"),
                DIR + name + "/groups-mlx5-" + boot + ".json",
                "IORT, which describes not every host bridge"
                        + (boot.equals("module") ? ", and the log of this boot alone" : ""),
                ByHand.all(ByHand.uncovered("0006:c0:00.0 0007:90:00.0 0000:00:00.0"), order),
                List.of());
    }

    private static RealMachine x99(String kernel, KernelRelease release) {
        String name = "x99-asmedia-kernel-5.8-vs-5.9";
        String pch = "00:1c.0 00:1c.3 00:1c.4 00:1c.6";
        return new RealMachine(
                "x99-asmedia (" + kernel + ")",
                List.of(
                        DIR + name + "/groups-kernel-" + kernel + ".txt",
                        DIR + name + "/config-three-root-ports.txt"),
                DIR + name + "/groups-kernel-" + kernel + ".json",
                "release; buses, types and ACS of all ports but three (group listing)",
                ByHand.all(
                        ByHand.release(release),
                        ByHand.kind(FunctionKind.ROOT_PORT, "00:02.0 00:03.0 00:03.2", pch),
                        ByHand.kind(FunctionKind.SWITCH_UPSTREAM, "07:00.0"),
                        ByHand.kind(FunctionKind.SWITCH_DOWNSTREAM, "08:01.0 08:03.0 08:04.0"),
                        ByHand.kind(
                                FunctionKind.INTEGRATED_ENDPOINT,
                                "00:05.0 00:05.1 00:05.2 00:11.0"),
                        ByHand.acs("00:02.0 00:03.0 00:03.2"),
                        ByHand.buses("00:02.0", 0x03, 0x03),
                        ByHand.buses("00:03.0", 0x02, 0x02),
                        ByHand.buses("00:03.2", 0x01, 0x01),
                        ByHand.buses("00:1c.0", 0x06, 0x06),
                        ByHand.buses("00:1c.3", 0x07, 0x0b),
                        ByHand.buses("07:00.0", 0x08, 0x0b),
                        ByHand.buses("08:01.0", 0x09, 0x09),
                        ByHand.buses("08:03.0", 0x0a, 0x0a),
                        ByHand.buses("08:04.0", 0x0b, 0x0b),
                        ByHand.buses("00:1c.6", 0x0d, 0x0d)),
                List.of());
    }

    private static RealMachine whole(String name, String... files) {
        return part(name, "", UnaryOperator.identity(), files);
    }

    private static RealMachine part(
            String name, String lacks, UnaryOperator<Atlas> byHand, String... files) {
        return new RealMachine(
                name,
                Arrays.stream(files).map(f -> DIR + name + "/" + f).toList(),
                DIR + name + "/groups.json",
                lacks,
                byHand,
                List.of());
    }
}
