package iovatlas.edit.part;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.atlas.Atlas;
import iovatlas.edit.ChangeMemory;
import iovatlas.edit.Edit;
import iovatlas.edit.machine.PutOwner;
import iovatlas.edit.machine.PutSpace;
import iovatlas.edit.vmm.GuestMap;
import iovatlas.edit.vmm.GuestWish;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.IommuKind;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Guests, processes, their memory and their containers.
final class GuestParts {
    private static final ByteSize USUAL = ByteSize.GIB.times(2);
    private static final int USUAL_VCPUS = 2;

    private GuestParts() {}

    /// A guest as QEMU makes it on such a host.
    static Edit usual(Atlas atlas, Wish wish) {
        return guest(atlas, wish, Part.isArm(atlas) ? GuestMap.QEMU_VIRT : GuestMap.QEMU_Q35);
    }

    static Edit guest(Atlas atlas, Wish wish, GuestMap map) {
        return new PutOwner(null, laidOut(atlas, wish, map));
    }

    private static ContainerOwner.Guest laidOut(Atlas atlas, Wish wish, GuestMap map) {
        String name = freeOwner(atlas, wish.nameOr("vm0"));
        // KVM runs guests of its own architecture; all others are emulated.
        boolean kvm = atlas.boot().architecture().value() == map.architecture();
        GuestWish size =
                new GuestWish(wish.sizeOr(USUAL), wish.countOr(USUAL_VCPUS), hasAmd(atlas));
        return map.guest(name, kvm, size);
    }

    /// Whether a guest here sees an AMD processor.
    static boolean hasAmd(Atlas atlas) {
        return atlas.topology().iommus().stream().anyMatch(i -> i.kind() == IommuKind.AMD_VI);
    }

    /// Where such a guest would have its RAM and its windows, empty when it cannot be had.
    static Optional<String> outline(Atlas atlas, Wish wish, GuestMap map) {
        try {
            ContainerOwner.Guest guest = laidOut(atlas, wish, map);
            List<MemoryRegion> memory = guest.memory();
            int suffix = guest.name().length() + 1;
            String ram =
                    texts(memory, MemoryRegion.Kind.RAM, r -> r.range().size().text() + " at ");
            String mmio =
                    texts(memory, MemoryRegion.Kind.MMIO, r -> r.name().substring(suffix) + " ");
            return Optional.of("RAM " + ram + "; " + mmio);
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static String texts(
            List<MemoryRegion> memory,
            MemoryRegion.Kind kind,
            Function<MemoryRegion, String> before) {
        return memory.stream()
                .filter(region -> region.kind() == kind)
                .map(region -> before.apply(region) + region.range().first().hex())
                .collect(Collectors.joining(", "));
    }

    /// A user-space driver with a heap at the address where hugepages often lie.
    static Edit process(Atlas atlas, Wish wish) {
        String name = freeOwner(atlas, wish.nameOr("dpdk0"));
        MemoryRegion heap =
                new MemoryRegion(
                        freeRegion(atlas, name + "-heap"),
                        AddressRange.ofSize(
                                GuestPhysical.of(0x1_0000_0000L), wish.sizeOr(ByteSize.GIB)),
                        MemoryRegion.Kind.RAM);
        return new PutOwner(null, new ContainerOwner.UserProcess(name, List.of(heap)));
    }

    static Edit ram(Atlas atlas, Wish wish) {
        return region(atlas, wish, "ram", MemoryRegion.Kind.RAM, ByteSize.GIB);
    }

    static Edit mmio(Atlas atlas, Wish wish) {
        return region(atlas, wish, "mmio", MemoryRegion.Kind.MMIO, ByteSize.MIB.times(256));
    }

    /// Behind the highest region that the owner has.
    private static Edit region(
            Atlas atlas, Wish wish, String suffix, MemoryRegion.Kind kind, ByteSize usual) {
        ContainerOwner owner = owner(atlas, wish.on());
        String name = freeRegion(atlas, wish.nameOr(owner.name() + "-" + suffix));
        GuestPhysical first =
                owner.memory().stream()
                        .map(region -> region.range().last())
                        .max(Comparator.naturalOrder())
                        .map(last -> GuestPhysical.of(last.unsignedBits() + 1))
                        .orElse(GuestPhysical.ZERO);
        List<MemoryRegion> memory = new ArrayList<>(owner.memory());
        memory.add(new MemoryRegion(name, AddressRange.ofSize(first, wish.sizeOr(usual)), kind));
        return new ChangeMemory(owner.name(), memory);
    }

    static Edit container(Atlas atlas, Wish wish) {
        return new PutSpace(
                null,
                new IovaSpace.Container(
                        freeSpace(atlas, wish.nameOr("c0")), ownerName(atlas, wish.on()), true));
    }

    static Edit ioas(Atlas atlas, Wish wish) {
        return new PutSpace(
                null,
                new IovaSpace.Ioas(
                        freeSpace(atlas, wish.nameOr("ioas0")),
                        ownerName(atlas, wish.on()),
                        "iommufd0"));
    }

    /// The owner that was dropped on; nobody elsewhere.
    private static @Nullable String ownerName(Atlas atlas, ElementId on) {
        return switch (on) {
            case ElementId.OfOwner(String name) -> name;
            case ElementId.OfMemory(String name, String _) -> name;
            case ElementId.OfSpace(String name) ->
                    atlas.topology().space(name).map(IovaSpace::owner).orElse(null);
            // With one guest there is no doubt whose it is.
            case ElementId _ ->
                    atlas.topology().owners().size() == 1
                            ? atlas.topology().owners().getFirst().name()
                            : null;
        };
    }

    private static ContainerOwner owner(Atlas atlas, ElementId on) {
        String name = ownerName(atlas, on);
        Topology topology = atlas.topology();
        return topology.owner(name == null ? "" : name)
                .orElseThrow(
                        () -> new IllegalArgumentException("Memory goes to a guest or a process."));
    }

    private static String freeOwner(Atlas atlas, String wished) {
        return FreeName.of(
                wished, atlas.topology().owners().stream().map(ContainerOwner::name).toList());
    }

    private static String freeSpace(Atlas atlas, String wished) {
        return FreeName.of(
                wished, atlas.topology().spaces().stream().map(IovaSpace::name).toList());
    }

    private static String freeRegion(Atlas atlas, String wished) {
        return FreeName.of(
                wished,
                atlas.topology().owners().stream()
                        .flatMap(owner -> owner.memory().stream())
                        .map(MemoryRegion::name)
                        .toList());
    }
}
