package iovatlas.scenario;

import iovatlas.kernel.doorbell.FunctionVectors;
import iovatlas.kernel.its.ItsCommand;
import iovatlas.kernel.its.ItsTables;
import iovatlas.kernel.kvm.RoutingEntry;
import iovatlas.kernel.kvm.RoutingTable;
import iovatlas.kernel.kvm.VirtualIts;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a guest programmed for all the functions that it has, as far as the steps say. Belongs to one
/// tracer; the guest's tables are worked out when first asked for.
final class MsiTracerProgram {

    /// GSIs below this are wired pins: 24 of an IOAPIC on x86. An Arm VMM has as many as it gives its
    /// guest shared interrupts; the model's VMM keeps the same 24.
    private static final int FIRST_GSI = 24;

    private static final int FIRST_SPI = 32;
    private static final int EVENT_BITS = 16;
    private static final int LPIS = (1 << 16) - 8192;

    private final ContainerOwner.Guest guest;
    private final List<PciAddress> functions;
    private final List<Step.GuestVector> vectors;
    private final Map<Name, Integer> places = new HashMap<>();
    private @Nullable RoutingTable routes;
    private @Nullable VirtualIts virtualIts;
    private @Nullable ItsTables emulatedIts;

    /// A vector of a function.
    private record Name(PciAddress at, int vector) {}

    private MsiTracerProgram(
            ContainerOwner.Guest guest,
            List<PciAddress> functions,
            List<Step.GuestVector> vectors) {
        this.guest = guest;
        this.functions = functions;
        this.vectors = vectors;
        for (int i = 0; i < vectors.size(); i++) {
            places.put(new Name(vectors.get(i).device(), vectors.get(i).vector()), i);
        }
    }

    static MsiTracerProgram of(KernelState state, ContainerOwner.Guest guest) {
        List<PciAddress> functions =
                state.heldGroups().stream()
                        .flatMap(number -> state.groups().group(number).stream())
                        .flatMap(group -> group.members().stream())
                        .filter(at -> state.topology().function(at).isPresent())
                        .filter(at -> belongs(state, at, guest.name()))
                        .sorted()
                        .toList();
        List<Step.GuestVector> vectors = new ArrayList<>();
        for (PciAddress at : functions) {
            FunctionVectors allocated = state.interrupts().vectorsOf(at);
            for (int number : allocated.vectors().keys()) {
                state.guestVector(at, number).ifPresent(vectors::add);
            }
        }
        return new MsiTracerProgram(guest, functions, List.copyOf(vectors));
    }

    private static boolean belongs(KernelState state, PciAddress at, String owner) {
        return state.spaceOf(at)
                .flatMap(state::space)
                .filter(space -> owner.equals(space.owner()))
                .isPresent();
    }

    /// The guest's own table entry of a vector, if a step programmed it.
    Optional<Step.GuestVector> entry(PciAddress at, int number) {
        return Optional.ofNullable(places.get(new Name(at, number))).map(vectors::get);
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

    /// The GSI of a vector; the next free one for a vector without a route; empty when the VM has as
    /// many routes as KVM takes. Messages of a GICv2m have no routes: their GSI is the interrupt
    /// number's pin.
    ///
    /// Source: `target/arm/kvm.c:kvm_arch_msi_data_to_gsi`, `accel/kvm/kvm-all.c` of QEMU.
    Optional<Integer> gsiOf(PciAddress at, int number) {
        if (guest.interrupts() instanceof GuestInterrupts.VirtualV2m) {
            return entry(at, number).map(v -> v.event() - FIRST_SPI).or(() -> Optional.of(0));
        }
        Integer place = places.get(new Name(at, number));
        if (place == null) {
            return routes().lowestFree(FIRST_GSI);
        }
        List<RoutingEntry> made = routes().entries();
        return place < made.size() ? Optional.of(made.get(place).gsi()) : Optional.empty();
    }

    /// Whether an earlier vector has the same virtual LPI, which then is forwarded already.
    boolean sharesLpi(Step.GuestVector vector) {
        return vectors.stream()
                .takeWhile(earlier -> !earlier.equals(vector))
                .anyMatch(earlier -> earlier.lpi() == vector.lpi());
    }

    /// The routes of a VMM that adds one for each programmed vector, with the lowest free number, as
    /// long as KVM takes more.
    ///
    /// Source: `include/linux/kvm_host.h:KVM_MAX_IRQ_ROUTES`.
    private RoutingTable routes() {
        RoutingTable made = routes;
        if (made == null) {
            List<RoutingEntry> entries = new ArrayList<>();
            int most = Math.min(vectors.size(), RoutingTable.LIMIT - FIRST_GSI);
            for (Step.GuestVector vector : vectors.subList(0, most)) {
                entries.add(
                        new RoutingEntry.Msi(
                                FIRST_GSI + entries.size(),
                                vector.doorbell(),
                                vector.event(),
                                vector.guestDevice()));
            }
            made = new RoutingTable(entries);
            routes = made;
        }
        return made;
    }

    /// KVM's virtual ITS after the guest's commands.
    VirtualIts virtualIts(GuestInterrupts.VirtualIts its) {
        VirtualIts made = virtualIts;
        if (made == null) {
            made = VirtualIts.running(its.base(), guest.vcpus());
            for (ItsCommand command : commands()) {
                made = made.execute(command).after();
            }
            virtualIts = made;
        }
        return made;
    }

    /// The ITS that a VMM emulates, after the guest's commands.
    ItsTables emulatedIts() {
        ItsTables made = emulatedIts;
        if (made == null) {
            made = ItsTables.booted(EVENT_BITS, EVENT_BITS, LPIS, Math.max(1, guest.vcpus()));
            for (ItsCommand command : commands()) {
                made = made.execute(command).tables();
            }
            emulatedIts = made;
        }
        return made;
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
