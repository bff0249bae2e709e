package iovatlas.diagram.topology;

import iovatlas.diagram.topology.MachineNode.AcsMark;
import iovatlas.diagram.topology.MachineNode.Kind;
import iovatlas.diagram.topology.MachinePicture.DomainPart;
import iovatlas.diagram.topology.MachinePicture.FrameLabel;
import iovatlas.diagram.topology.MachinePicture.MessageLink;
import iovatlas.diagram.topology.MachinePicture.OwnerPart;
import iovatlas.diagram.topology.MachinePicture.Part;
import iovatlas.diagram.topology.MachinePicture.SpacePart;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Pictures of machines made by hand, for tests of layout and drawing.
final class DemoMachines {

    private DemoMachines() {}

    /// Two root ports, one without ACS, three devices, one of them selected and in a container.
    static MachinePicture small() {
        List<MachineNode> roots =
                List.of(
                        host(
                                0,
                                port("00:01.0", AcsMark.ISOLATES, 4, selected("01:00.0", 5)),
                                port(
                                        "00:02.0",
                                        AcsMark.NONE,
                                        6,
                                        device("02:00.0", "nvme0  MSI-X 65", 6),
                                        device("02:00.1", "nvme1  MSI-X 65", 6))));
        return new MachinePicture(
                "Topology \u2014 guest RAM at zero",
                "Five functions in three groups behind one SMMUv3.",
                roots,
                Map.of(
                        4, frame(4, "", false),
                        5, frame(5, "", true),
                        6, frame(6, "root port 00:02.0 has no ACS", false)),
                List.of(part("smmu0", "SMMUv3", true)),
                List.of(
                        new Part(
                                new ElementId.OfMsiController("its0"),
                                "its0",
                                List.of("ITS 0x30080000", "DevID 20 bits"),
                                "DeviceID 0x100",
                                true,
                                "")),
                List.of(new MessageLink("smmu0", "its0", true)),
                List.of(guest()));
    }

    /// A random machine whose groups are whole subtrees, slots, or lone functions.
    static MachinePicture random(long seed, int functions) {
        var random = new Random(seed);
        var maker = new RandomMachine(random, functions);
        List<MachineNode> roots = maker.roots();
        Map<Integer, FrameLabel> frames = new TreeMap<>();
        maker.groups.forEach(group ->
                frames.put(group, frame(group, random.nextInt(4) == 0 ? "a reason" : "", false)));
        return new MachinePicture(
                "random",
                "",
                roots,
                frames,
                List.of(part("smmu0", "SMMUv3", false), part("smmu1", "SMMUv3", false)),
                List.of(part("its0", "ITS", false)),
                List.of(new MessageLink("smmu0", "its0", false)),
                List.of(guest()));
    }

    private static OwnerPart guest() {
        return new OwnerPart(
                new ElementId.OfOwner("vm0"),
                "guest vm0",
                List.of("arm64, KVM, vITS", "RAM 2 GiB at 0x00000000"),
                List.of("vCPU0", "vCPU1"),
                List.of(
                        new SpacePart(
                                new ElementId.OfSpace("c0"),
                                "container c0",
                                List.of("type1v2"),
                                List.of(
                                        new DomainPart(
                                                new ElementId.OfDomain("c0", 0),
                                                "domain d0  smmu0  48 bits",
                                                "smmu0")),
                                List.of("step 3: map EINVAL"),
                                true)),
                false);
    }

    private static FrameLabel frame(int number, String reason, boolean selected) {
        return new FrameLabel(new ElementId.OfGroup(number), "group " + number, reason, selected);
    }

    private static Part part(String name, String kind, boolean lit) {
        return new Part(new ElementId.OfIommu(name), name, List.of(kind), lit, name);
    }

    private static MachineNode host(int bus, MachineNode... children) {
        return node(
                new ElementId.OfHostBridge(0, bus),
                Kind.HOST_BRIDGE,
                "0000:%02x".formatted(bus),
                "host bridge",
                AcsMark.NOT_SHOWN,
                null,
                false,
                List.of(children));
    }

    private static MachineNode port(
            String address, AcsMark acs, @Nullable Integer group, MachineNode... children) {
        return node(
                new ElementId.OfFunction(PciAddress.parse(address)),
                Kind.BRIDGE,
                address,
                "root port",
                acs,
                group,
                false,
                List.of(children));
    }

    private static MachineNode device(String address, String detail, @Nullable Integer group) {
        return node(
                new ElementId.OfFunction(PciAddress.parse(address)),
                Kind.ENDPOINT,
                address,
                detail,
                AcsMark.NOT_SHOWN,
                group,
                false,
                List.of());
    }

    private static MachineNode selected(String address, int group) {
        return node(
                new ElementId.OfFunction(PciAddress.parse(address)),
                Kind.ENDPOINT,
                address,
                "nic0  MSI-X 129",
                AcsMark.NOT_SHOWN,
                group,
                true,
                List.of());
    }

    private static MachineNode node(
            ElementId element,
            Kind kind,
            String address,
            String detail,
            AcsMark acs,
            @Nullable Integer group,
            boolean selected,
            List<MachineNode> children) {
        boolean dma = kind == Kind.ENDPOINT;
        return new MachineNode(
                element,
                kind,
                address,
                detail,
                acs,
                group,
                group == null ? "" : String.valueOf(group),
                group == null && kind != Kind.HOST_BRIDGE,
                dma ? "smmu0" : null,
                dma ? "RID 0x0100 \u2192 SID 0x100" : "",
                dma ? "0x100" : "",
                selected ? "c0" : "",
                1,
                detail,
                selected,
                children);
    }

    private static final class RandomMachine {
        private final Random random;
        private final List<Integer> groups = new ArrayList<>();
        private int left;
        private int made;

        RandomMachine(Random random, int functions) {
            this.random = random;
            this.left = functions;
        }

        List<MachineNode> roots() {
            var roots = new ArrayList<MachineNode>();
            while (left > 0) {
                roots.add(host(roots.size() & 0xff, children(1, null)));
            }
            return roots;
        }

        private MachineNode[] children(int depth, @Nullable Integer shared) {
            int count = 1 + random.nextInt(depth == 1 ? 8 : 4);
            var out = new ArrayList<MachineNode>();
            Integer slot = random.nextInt(5) == 0 ? group() : null;
            for (int i = 0; i < count && left > 0; i++) {
                left--;
                Integer group = shared != null ? shared : slot != null ? slot : lone();
                boolean bridge = depth < 5 && random.nextInt(3) == 0;
                String address = address();
                if (bridge) {
                    boolean whole = random.nextBoolean() && group != null;
                    out.add(
                            port(
                                    address,
                                    AcsMark.NONE,
                                    group,
                                    children(depth + 1, whole || shared != null ? group : null)));
                } else {
                    out.add(device(address, "device " + made, group));
                }
            }
            return out.toArray(MachineNode[]::new);
        }

        private @Nullable Integer lone() {
            return random.nextInt(6) == 0 ? null : group();
        }

        private Integer group() {
            groups.add(groups.size());
            return groups.size() - 1;
        }

        private String address() {
            int n = made++;
            return "%02x:%02x.%d".formatted(n >> 8 & 0xff, n >> 3 & 0x1f, n & 7);
        }
    }
}
