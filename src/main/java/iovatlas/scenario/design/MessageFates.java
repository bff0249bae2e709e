package iovatlas.scenario.design;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.Placement;
import iovatlas.scenario.Step;
import iovatlas.scenario.UserMapping;
import iovatlas.scenario.design.DesignAnswer.Overlap;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Where messages of devices end as things stand.
///
/// @param machine what is known so far
record MessageFates(DesignMachine machine) {

    private static final long ITS_TRANSLATER = 0x10040;
    private static final long SET_SPI = 0x40;

    DesignAnswer of(ProgrammedVectors vectors) {
        int group = machine.groups().groupOf(vectors.device()).map(g -> g.number()).orElse(-1);
        DesignSpace space = machine.spaceOf(group).orElse(null);
        DesignDomain domain = space == null ? null : space.domainOf(group).orElse(null);
        if (space == null || domain == null) {
            return fate(vectors, DesignWord.FAULTS, Certainty.CERTAIN, "no page table", null);
        }
        Placement placement = machine.policy().placement();
        if (vectors.doorbell() == null || placement == Placement.HARDWARE) {
            return fate(
                    vectors,
                    DesignWord.MAPPED,
                    Certainty.CERTAIN,
                    "decoded before translation",
                    null);
        }
        if (placement == Placement.UNKNOWN) {
            return fate(
                    vectors,
                    DesignWord.UNKNOWN,
                    machine.policy().certainty(),
                    "the design does not say how the doorbell is mapped",
                    null);
        }
        DesignAnswer nested = throughGuest(vectors, space);
        return nested != null ? nested : throughHost(vectors, space, domain);
    }

    /// What the guest's own stage 1 makes of the message, null when it does not stand in the way.
    private @Nullable DesignAnswer throughGuest(ProgrammedVectors vectors, DesignSpace space) {
        Step.GuestVector vector = machine.guestVectors().get(vectors.device());
        boolean nested = vector != null && isTranslatedByGuest(vector, space);
        return switch (machine.policy().placement()) {
            case GUEST_ADDRESS ->
                    vector == null
                            ? fate(
                                    vectors,
                                    DesignWord.FAULTS,
                                    Certainty.EXPECTED,
                                    "the guest has not said where its doorbell is",
                                    null)
                            : fate(
                                    vectors,
                                    DesignWord.MAPPED,
                                    Certainty.CERTAIN,
                                    vector.doorbell().hex()
                                            + " goes through the guest's doorbell to "
                                            + vectors.controller(),
                                    null);
            case WINDOW_THROUGH_GUEST ->
                    machine.hotAdded().contains(vectors.device())
                            ? fate(
                                    vectors,
                                    DesignWord.FAULTS,
                                    Certainty.EXPECTED,
                                    "hot-added: no reserved memory range of the guest's firmware"
                                            + " names it, so stage 1 has no entry",
                                    null)
                            : null;
            case NOWHERE,
                    IDENTITY_AT_SETUP,
                    IDENTITY_AT_START,
                    WINDOW,
                    HARDWARE,
                    ALLOCATOR,
                    UNKNOWN ->
                    nested
                            ? fate(
                                    vectors,
                                    DesignWord.FAULTS,
                                    Certainty.CERTAIN,
                                    "the guest's stage 1 has no entry for the host's address",
                                    null)
                            : null;
        };
    }

    /// Whether the address that the guest writes is none of its own interrupt controller, so that a
    /// virtual IOMMU has to lead there.
    private boolean isTranslatedByGuest(Step.GuestVector vector, DesignSpace space) {
        String name = space.space().owner();
        Optional<ContainerOwner> owner =
                name == null ? Optional.empty() : machine.groups().topology().owner(name);
        if (owner.isEmpty() || !(owner.get() instanceof ContainerOwner.Guest guest)) {
            return false;
        }
        Optional<GuestPhysical> own =
                switch (guest.interrupts()) {
                    case GuestInterrupts.VirtualIts its -> its.base().plusOrEmpty(ITS_TRANSLATER);
                    case GuestInterrupts.VirtualV2m v2m -> v2m.base().plusOrEmpty(SET_SPI);
                    case GuestInterrupts.VirtualApic _ -> Optional.empty();
                    case GuestInterrupts.VirtualXics _ ->
                            Optional.of(GuestInterrupts.VirtualXics.DOORBELL);
                };
        return own.filter(address -> !address.equals(vector.doorbell())).isPresent();
    }

    private DesignAnswer throughHost(
            ProgrammedVectors vectors, DesignSpace space, DesignDomain domain) {
        Iova address = vectors.address();
        if (address == null) {
            return fate(vectors, DesignWord.FAULTS, Certainty.EXPECTED, "no address", null);
        }
        Optional<HostBridge> bridge = claiming(vectors.device(), address);
        if (bridge.isPresent()) {
            return fate(
                    vectors,
                    DesignWord.LOST,
                    Certainty.EXPECTED,
                    "a window of host bridge "
                            + bridge.get().text()
                            + " takes "
                            + address.hex()
                            + "; the write never reaches the IOMMU",
                    overlap(space, address, "window of host bridge " + bridge.get().text()));
        }
        Optional<DoorbellPage> page =
                domain.pages().stream().filter(p -> p.iova().contains(address)).findFirst();
        if (page.isPresent()) {
            return fate(
                    vectors,
                    DesignWord.MAPPED,
                    reached(space, page.get()),
                    address.hex() + " leads to " + vectors.controller(),
                    null);
        }
        return missed(vectors, space, address);
    }

    private DesignAnswer missed(ProgrammedVectors vectors, DesignSpace space, Iova address) {
        Optional<Entry<Iova, UserMapping>> there = space.mappings().firstAt(address);
        if (there.isEmpty()) {
            return fate(
                    vectors,
                    DesignWord.FAULTS,
                    Certainty.CERTAIN,
                    "nothing is mapped at " + address.hex() + ": the write is aborted",
                    null);
        }
        String label = there.get().value().label();
        ByteSize offset = ByteSize.ofBytes(address.offsetFrom(there.get().range().first()));
        return fate(
                vectors,
                DesignWord.LOST,
                Certainty.EXPECTED,
                "the write to %s lands in %s at offset 0x%x; no interrupt"
                        .formatted(address.hex(), label, offset.unsignedBytes()),
                overlap(space, address, label));
    }

    private Overlap overlap(DesignSpace space, Iova address, String first) {
        Iova page = address.alignDown(machine.granule());
        return new Overlap(
                space.name(), AddressRange.ofSize(page, machine.granule()), first, "MSI message");
    }

    /// That two page tables hold different doorbells at one address was never measured.
    private Certainty reached(DesignSpace space, DoorbellPage page) {
        boolean differs =
                space.domains().stream()
                        .flatMap(domain -> domain.pages().stream())
                        .anyMatch(other ->
                                other.iova().equals(page.iova())
                                        && !other.page().equals(page.page()));
        Certainty certainty = machine.policy().certainty();
        return differs ? certainty.and(Certainty.EXPECTED) : certainty;
    }

    private Optional<HostBridge> claiming(PciAddress device, Iova address) {
        return machine.groups().topology().hostBridges().stream()
                .filter(bridge -> bridge.segment() == device.segment())
                .filter(bridge -> bridge.buses().contains(device.bus()))
                .filter(bridge ->
                        bridge.windows().stream()
                                .anyMatch(w ->
                                        Long.compareUnsigned(
                                                                w.first().unsignedBits(),
                                                                address.unsignedBits())
                                                        <= 0
                                                && Long.compareUnsigned(
                                                                address.unsignedBits(),
                                                                w.last().unsignedBits())
                                                        <= 0))
                .findFirst();
    }

    private DesignAnswer fate(
            ProgrammedVectors vectors,
            DesignWord word,
            Certainty certainty,
            String text,
            @Nullable Overlap overlap) {
        return new DesignAnswer(
                machine.step(),
                "MSI of " + vectors.device().shortText(),
                word,
                null,
                certainty,
                text,
                overlap);
    }
}
