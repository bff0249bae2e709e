package iovatlas.scenario;

import iovatlas.kernel.its.ItsCommand;
import iovatlas.kernel.its.ItsTables;
import iovatlas.kernel.kvm.RoutingEntry;
import iovatlas.kernel.kvm.RoutingTable;
import iovatlas.kernel.kvm.VirtualIts;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a guest programmed for all the functions that it has, as far as the steps say.
///
/// @param functions the functions of the guest's spaces, ascending
/// @param vectors its own table entries, by function and vector
record MsiTracerProgram(List<PciAddress> functions, List<Step.GuestVector> vectors) {

    /// GSIs below this are wired pins: 24 of an IOAPIC on x86. An Arm VMM has as many as it gives its
    /// guest shared interrupts; the model's VMM keeps the same 24.
    private static final int FIRST_GSI = 24;

    private static final int EVENT_BITS = 16;
    private static final int LPIS = (1 << 16) - 8192;

    static MsiTracerProgram of(KernelState state, ContainerOwner.Guest guest) {
        List<PciAddress> functions =
                state.topology().functions().stream()
                        .map(PciFunction::at)
                        .filter(at -> belongs(state, at, guest.name()))
                        .sorted()
                        .toList();
        List<Step.GuestVector> vectors = new ArrayList<>();
        for (PciAddress at : functions) {
            for (int number : state.interrupts().vectorsOf(at).vectors().keySet()) {
                state.guestVector(at, number).ifPresent(vectors::add);
            }
        }
        return new MsiTracerProgram(functions, List.copyOf(vectors));
    }

    private static boolean belongs(KernelState state, PciAddress at, String owner) {
        return state.spaceOf(at)
                .flatMap(state::space)
                .filter(space -> owner.equals(space.owner()))
                .isPresent();
    }

    Optional<Step.GuestVector> entry(PciAddress at, int number) {
        return vectors.stream()
                .filter(v -> v.device().equals(at) && v.vector() == number)
                .findFirst();
    }

    /// The requester ID that a function most likely has in the guest when no step says it: slot 1 for
    /// the first one, and so on.
    int assumedDevice(PciAddress at) {
        return vectors.stream()
                .filter(v -> v.device().equals(at))
                .map(Step.GuestVector::guestDevice)
                .findFirst()
                .orElseGet(() -> (functions.indexOf(at) + 1) << 3);
    }

    /// The routes of a VMM that adds one for each programmed vector.
    RoutingTable routes() {
        RoutingTable table = new RoutingTable(List.of());
        List<RoutingEntry> entries = new ArrayList<>();
        for (Step.GuestVector vector : vectors) {
            entries.add(
                    new RoutingEntry.Msi(
                            table.lowestFree(FIRST_GSI),
                            vector.doorbell(),
                            vector.event(),
                            vector.guestDevice()));
            table = new RoutingTable(entries);
        }
        return table;
    }

    /// The GSI of a vector; the next free one for a vector without a route.
    int gsiOf(PciAddress at, int number) {
        for (int i = 0; i < vectors.size(); i++) {
            if (vectors.get(i).device().equals(at) && vectors.get(i).vector() == number) {
                return routes().entries().get(i).gsi();
            }
        }
        return routes().lowestFree(FIRST_GSI);
    }

    /// KVM's virtual ITS after the guest's commands.
    VirtualIts virtualIts(ContainerOwner.Guest guest, GuestInterrupts.VirtualIts its) {
        VirtualIts state = VirtualIts.running(its.base(), guest.vcpus());
        for (ItsCommand command : commands()) {
            state = state.execute(command).after();
        }
        return state;
    }

    /// The ITS that a VMM emulates, after the guest's commands.
    ItsTables emulatedIts(ContainerOwner.Guest guest) {
        ItsTables tables =
                ItsTables.booted(EVENT_BITS, EVENT_BITS, LPIS, Math.max(1, guest.vcpus()));
        for (ItsCommand command : commands()) {
            tables = tables.execute(command).tables();
        }
        return tables;
    }

    private List<ItsCommand> commands() {
        List<ItsCommand> commands = new ArrayList<>();
        Set<Integer> mapped = new HashSet<>();
        for (Step.GuestVector vector : vectors) {
            if (vector.lpi() == 0) {
                continue;
            }
            if (mapped.add(vector.guestDevice())) {
                commands.add(new ItsCommand.Mapd(vector.guestDevice(), EVENT_BITS, null, true));
            }
            commands.add(new ItsCommand.Mapc(vector.vcpu(), vector.vcpu(), true));
            commands.add(
                    new ItsCommand.Mapti(
                            vector.guestDevice(), vector.event(), vector.lpi(), vector.vcpu()));
        }
        return commands;
    }
}
