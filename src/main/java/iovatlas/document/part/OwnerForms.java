package iovatlas.document.part;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.document.form.Fields;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.yaml.Node;
import iovatlas.topology.Architecture;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.MemoryRegion;

import java.util.List;

/// Lines of `guests:`, `processes:` and `memory:`. The memory of an owner stands in a list of its
/// own, one region a line.
final class OwnerForms {
    private static final Key<String> NAME = Key.of("name", Spellings.NAME);
    private static final Key<Architecture> ARCH =
            Key.of(
                    "arch",
                    Spelling.ofWord(
                            "arm64, x86_64 or ppc64",
                            Architecture::parseGuest,
                            Architecture::spelling));
    private static final Key<Boolean> KVM = Key.of("kvm", Spellings.FLAG);
    private static final Key<Integer> VCPUS = Key.of("vcpus", Spellings.number(1, 1 << 16));
    private static final Key<GuestPhysical> ITS = Key.of("its", Spellings.GUEST_PHYSICAL);
    private static final Key<Boolean> APICV = Key.of("apicv", Spellings.FLAG);
    private static final Key<GuestPhysical> V2M = Key.of("gicv2m", Spellings.GUEST_PHYSICAL);
    private static final Key<Integer> FIRST_SPI =
            Key.of("first-spi", Spellings.number(32, 1 << 16));
    private static final Key<Integer> SPIS = Key.of("spis", Spellings.number(0, 1 << 16));
    static final Form INTERRUPTS_FORM =
            Form.of("an interrupt controller of a guest", ITS, V2M, FIRST_SPI, SPIS, APICV);
    private static final Key<GuestInterrupts> INTERRUPTS =
            Key.of(
                    "interrupts",
                    Spelling.of(OwnerForms::readInterrupts, OwnerForms::writeInterrupts));
    static final Form GUEST_FORM = Form.of("a guest", NAME, ARCH, KVM, VCPUS, INTERRUPTS);

    /// `{name: vm0, arch: arm64, vcpus: 2, interrupts: {its: 0x08080000}}`, without the memory.
    static final Spelling<ContainerOwner.Guest> GUEST =
            Spelling.of(
                    node -> GUEST_FORM.read(node, OwnerForms::readGuest), OwnerForms::writeGuest);

    static final Form PROCESS_FORM = Form.of("a process", NAME);

    /// `{name: dpdk}`, without the memory.
    static final Spelling<ContainerOwner.UserProcess> PROCESS =
            Spelling.of(
                    node ->
                            PROCESS_FORM.read(
                                    node,
                                    in -> new ContainerOwner.UserProcess(in.need(NAME), List.of())),
                    process -> PROCESS_FORM.fill().put(NAME, process.name()).node());

    private static final Key<GuestPhysical> AT = Key.of("at", Spellings.GUEST_PHYSICAL);
    private static final Key<ByteSize> SIZE = Key.of("size", Spellings.SIZE);
    private static final Key<MemoryRegion.Kind> KIND =
            Key.of(
                    "kind",
                    Spellings.choice(
                            "ram, mmio or rom",
                            List.of(MemoryRegion.Kind.values()),
                            MemoryRegion.Kind::spelling));

    private OwnerForms() {}

    /// A region and whose it is.
    record OwnedRegion(String owner, MemoryRegion region) {}

    /// `{owner: vm0, name: vm0-ram, at: 0x40000000, size: 2G}`.
    static Spelling<OwnedRegion> memory(Names names) {
        Key<String> owner = Key.of("owner", names.owners.reference());
        Form form = Form.of("a memory region", owner, NAME, AT, SIZE, KIND);
        return Spelling.of(
                node ->
                        form.read(
                                node,
                                in ->
                                        new OwnedRegion(
                                                in.need(owner),
                                                new MemoryRegion(
                                                        in.need(NAME),
                                                        AddressRange.ofSize(
                                                                in.need(AT), in.need(SIZE)),
                                                        in.get(KIND, MemoryRegion.Kind.RAM)))),
                owned ->
                        form.fill()
                                .put(owner, owned.owner())
                                .put(NAME, owned.region().name())
                                .put(AT, owned.region().range().first())
                                .put(SIZE, owned.region().range().size())
                                .put(KIND, owned.region().kind(), MemoryRegion.Kind.RAM)
                                .node());
    }

    private static ContainerOwner.Guest readGuest(Fields in) {
        return new ContainerOwner.Guest(
                in.need(NAME),
                in.need(ARCH),
                in.get(KVM, true),
                List.of(),
                in.get(VCPUS, 1),
                in.need(INTERRUPTS));
    }

    private static Node writeGuest(ContainerOwner.Guest guest) {
        return GUEST_FORM
                .fill()
                .put(NAME, guest.name())
                .put(ARCH, guest.architecture())
                .put(KVM, guest.kvm(), true)
                .put(VCPUS, guest.vcpus())
                .put(INTERRUPTS, guest.interrupts())
                .node();
    }

    private static GuestInterrupts readInterrupts(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text().equals("apic")) {
            return new GuestInterrupts.VirtualApic();
        }
        if (node instanceof Node.Scalar scalar && scalar.text().equals("xics")) {
            return new GuestInterrupts.VirtualXics();
        }
        return INTERRUPTS_FORM.read(
                node,
                in -> {
                    if (in.has(APICV) && !in.has(ITS) && !in.has(V2M)) {
                        return new GuestInterrupts.VirtualApic(in.need(APICV));
                    }
                    if (in.has(ITS) == in.has(V2M) || in.has(APICV)) {
                        throw new IllegalArgumentException(
                                "interrupts are apic, xics, {apicv: false}, {its: ADDRESS}, or"
                                        + " {gicv2m: ADDRESS, first-spi: NUMBER, spis: NUMBER}");
                    }
                    return in.has(ITS)
                            ? new GuestInterrupts.VirtualIts(in.need(ITS))
                            : new GuestInterrupts.VirtualV2m(
                                    in.need(V2M), in.need(FIRST_SPI), in.need(SPIS));
                });
    }

    private static Node writeInterrupts(GuestInterrupts interrupts) {
        return switch (interrupts) {
            case GuestInterrupts.VirtualApic apic ->
                    apic.apicv()
                            ? Node.Scalar.word("apic")
                            : INTERRUPTS_FORM.fill().put(APICV, false).node();
            case GuestInterrupts.VirtualXics _ -> Node.Scalar.word("xics");
            case GuestInterrupts.VirtualIts its ->
                    INTERRUPTS_FORM.fill().put(ITS, its.base()).node();
            case GuestInterrupts.VirtualV2m v2m ->
                    INTERRUPTS_FORM
                            .fill()
                            .put(V2M, v2m.base())
                            .put(FIRST_SPI, v2m.firstSpi())
                            .put(SPIS, v2m.spis())
                            .node();
        };
    }
}
