package iovatlas.edit.pci;

import iovatlas.topology.ElementId;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds places for devices on buses of a draft and puts them there.
final class Seats {
    private static final int DEVICES = 32;
    private final PciDraft draft;

    Seats(PciDraft draft) {
        this.draft = draft;
    }

    /// Puts the tops of a forest, device by device, where they were dropped.
    ///
    /// @throws IllegalArgumentException when they cannot sit there
    void seat(List<DraftNode> tops, Seat seat) {
        DraftBus bus = home(tops, seat);
        Map<PciAddress, List<DraftNode>> devices = new LinkedHashMap<>();
        for (DraftNode top : tops) {
            devices.computeIfAbsent(key(top), _ -> new ArrayList<>()).add(top);
        }
        for (List<DraftNode> device : devices.values()) {
            device.sort(Comparator.comparingInt(node -> node.number));
            seatDevice(device, bus, seat);
        }
    }

    /// Where nobody said where: the first free link for a card or a switch, the first conventional bus
    /// for a conventional card; otherwise the first root bus.
    private DraftBus home(List<DraftNode> tops, Seat seat) {
        if (seat.on() instanceof ElementId.OfDocument && seat.device() == null) {
            PciFunction top = tops.getFirst().function;
            for (DraftNode node : draft.all()) {
                if (node.function.kind().isBridge()) {
                    DraftBus below = PciDraft.busBelow(node);
                    boolean room = !SeatRules.onlyDeviceZero(below) || below.nodes.isEmpty();
                    if (room && SeatRules.refusal(top, below).isEmpty()) {
                        return below;
                    }
                }
            }
        }
        return draft.busOf(seat.on());
    }

    private static PciAddress key(DraftNode top) {
        PciAddress at = top.function.at();
        return new PciAddress(at.segment(), at.bus(), at.device(), 0);
    }

    private void seatDevice(List<DraftNode> device, DraftBus bus, Seat seat) {
        for (DraftNode node : device) {
            node.function = adapted(node.function, bus);
            SeatRules.refusal(node.function, bus)
                    .ifPresent(reason -> {
                        throw new IllegalArgumentException(reason);
                    });
        }
        Optional<DraftNode> beside = beside(seat);
        Integer wanted = seat.device();
        if (wanted == null && beside.isPresent()) {
            join(device, beside.get());
        } else {
            int slot = wanted == null ? freeSlot(device, bus) : wanted;
            place(device, bus, slot, seat.number());
        }
    }

    /// What is dropped on a function that is no bridge becomes a further function of its device.
    private Optional<DraftNode> beside(Seat seat) {
        return seat.on() instanceof ElementId.OfFunction(PciAddress at)
                ? Optional.of(draft.node(at)).filter(node -> !node.function.kind().isBridge())
                : Optional.empty();
    }

    private static void join(List<DraftNode> device, DraftNode beside) {
        for (DraftNode node : device) {
            int number = 0;
            while (number < 8 && !beside.bus.isFree(beside.device, number)) {
                number++;
            }
            if (number == 8) {
                throw new IllegalArgumentException(
                        "All eight function numbers of device %02x beside %s are taken."
                                .formatted(beside.device, beside.text()));
            }
            attach(node, beside.bus, beside.device, number);
        }
    }

    private static int freeSlot(List<DraftNode> device, DraftBus bus) {
        // Device 0 of a root bus is where chipsets show themselves.
        int first = SeatRules.isRoot(bus) ? 1 : 0;
        int last = SeatRules.onlyDeviceZero(bus) ? 0 : DEVICES - 1;
        for (int slot = first; slot <= last; slot++) {
            int candidate = slot;
            boolean free =
                    bus.nodes.stream().noneMatch(node -> node.device == candidate)
                            && device.stream().allMatch(n -> !bus.isVirtual(candidate, n.number));
            if (free) {
                return slot;
            }
        }
        throw new IllegalArgumentException(
                last == 0
                        ? "The link below %s has its device already: %s."
                                .formatted(bus.text(), onBus(bus))
                        : "The bus below %s is full: all its devices are taken."
                                .formatted(bus.text()));
    }

    private static String onBus(DraftBus bus) {
        return bus.nodes.isEmpty() ? "a virtual function" : bus.nodes.getFirst().text();
    }

    private static void place(
            List<DraftNode> device, DraftBus bus, int slot, @Nullable Integer number) {
        if (slot != 0 && SeatRules.onlyDeviceZero(bus)) {
            throw new IllegalArgumentException(
                    "Only device 00 can be at the end of the link below " + bus.text() + ".");
        }
        for (DraftNode node : device) {
            int wanted = device.size() > 1 ? node.number : number == null ? 0 : number;
            if (bus.isVirtual(slot, wanted)) {
                throw new IllegalArgumentException(
                        "The place %02x.%d below %s belongs to a virtual function."
                                .formatted(slot, wanted, bus.text()));
            }
            bus.at(slot, wanted)
                    .ifPresent(other -> {
                        throw new IllegalArgumentException(
                                "Function number %d of device %02x is taken by %s."
                                        .formatted(wanted, slot, other.text()));
                    });
            attach(node, bus, slot, wanted);
        }
    }

    private static void attach(DraftNode node, DraftBus bus, int device, int number) {
        node.bus = bus;
        node.device = device;
        node.number = number;
        bus.nodes.add(node);
    }

    /// An endpoint on a root bus is part of the root complex, and the other way round.
    private static PciFunction adapted(PciFunction function, DraftBus bus) {
        boolean root = SeatRules.isRoot(bus);
        return switch (function.kind()) {
            case ENDPOINT, LEGACY_ENDPOINT ->
                    root ? function.withKind(FunctionKind.INTEGRATED_ENDPOINT) : function;
            case INTEGRATED_ENDPOINT ->
                    !root && SeatRules.onlyDeviceZero(bus)
                            ? function.withKind(FunctionKind.ENDPOINT)
                            : function;
            case ROOT_PORT,
                    SWITCH_UPSTREAM,
                    SWITCH_DOWNSTREAM,
                    PCIE_TO_PCI_BRIDGE,
                    PCI_TO_PCIE_BRIDGE,
                    CONVENTIONAL_BRIDGE,
                    EVENT_COLLECTOR,
                    CONVENTIONAL ->
                    function;
        };
    }
}
