package iovatlas.kernel.iommu;

import iovatlas.kernel.pci.PciMachine;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A random tree of bridges, switches and multifunction slots with random ACS.
final class RandomMachine {

    private static final int DEEPEST = 5;

    private final RandomGenerator random;
    private final List<PciFunction> functions = new ArrayList<>();
    private int nextBus = 1;

    private RandomMachine(RandomGenerator random) {
        this.random = random;
    }

    static List<PciFunction> functions(RandomGenerator random) {
        RandomMachine machine = new RandomMachine(random);
        machine.fill(0, 0, true);
        return machine.functions;
    }

    static PciMachine of(List<PciFunction> functions) {
        PciMachine machine = PciMachine.vtd();
        functions.forEach(f -> machine.add(f.kind(), f.at().toString(), _ -> f));
        return machine;
    }

    private void fill(int bus, int depth, boolean express) {
        int slots = depth == 0 ? 6 : 1 + random.nextInt(3);
        for (int slot = 0; slot < slots; slot++) {
            int count = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
            for (int function = 0; function < count; function++) {
                add(new PciAddress(0, bus, slot, function), depth, express, count > 1);
            }
        }
    }

    private void add(PciAddress at, int depth, boolean express, boolean multi) {
        boolean bridge = depth < DEEPEST && nextBus < 200 && random.nextInt(3) == 0;
        FunctionKind kind = bridge ? bridgeKind(depth, express) : endpointKind(express);
        PciFunction function = PciFunction.of(at, kind).withMultifunction(multi);
        if (kind.isPcie() && random.nextInt(3) != 0) {
            int word = random.nextInt(3) == 0 ? random.nextInt(0x80) : 0x1f;
            AcsCapability acs =
                    random.nextInt(4) == 0
                            ? new AcsCapability(word, random.nextInt(0x80) & word)
                            : AcsCapability.of(word);
            function = function.withCapabilities(function.capabilities().withAcs(acs));
        }
        if (bridge) {
            int secondary = nextBus++;
            int index = functions.size();
            functions.add(function);
            fill(secondary, depth + 1, kind.isPcie() && kind != FunctionKind.PCIE_TO_PCI_BRIDGE);
            functions.set(index, function.withBuses(new BusRange(secondary, nextBus - 1)));
        } else {
            functions.add(function);
        }
    }

    private FunctionKind bridgeKind(int depth, boolean express) {
        if (!express) {
            return FunctionKind.CONVENTIONAL_BRIDGE;
        }
        return switch (random.nextInt(6)) {
            case 0 -> FunctionKind.PCIE_TO_PCI_BRIDGE;
            case 1 -> FunctionKind.CONVENTIONAL_BRIDGE;
            default ->
                    depth == 0
                            ? FunctionKind.ROOT_PORT
                            : depth % 2 == 1
                                    ? FunctionKind.SWITCH_UPSTREAM
                                    : FunctionKind.SWITCH_DOWNSTREAM;
        };
    }

    private FunctionKind endpointKind(boolean express) {
        if (!express) {
            return FunctionKind.CONVENTIONAL;
        }
        return switch (random.nextInt(4)) {
            case 0 -> FunctionKind.CONVENTIONAL;
            case 1 -> FunctionKind.LEGACY_ENDPOINT;
            default -> FunctionKind.ENDPOINT;
        };
    }
}
