package iovatlas.edit.part;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.topology.Architecture;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.MemoryRegion;

import java.util.ArrayList;
import java.util.List;

/// Where virtual machine monitors put a guest's memory, its devices and its interrupt controller.
public enum GuestMap {
    /// Source: QEMU `hw/i386/pc_q35.c:pc_q35_init`, MMCONFIG in `include/hw/pci-host/q35.h`
    /// (2.1 to 10.x).
    QEMU_Q35("QEMU q35", "qemu-q35", Architecture.X86_64) {
        @Override
        List<Part> parts(ByteSize ram, int vcpus) {
            // From 2.75 GiB on the guest keeps 2 GiB below 4 GiB.
            long low = fits(ram, 0xb000_0000L - 1) ? 0xb000_0000L : 0x8000_0000L;
            List<Part> parts = split(ram, low);
            parts.add(mmio("mmconfig", 0xb000_0000L, 0x1000_0000L));
            parts.add(mmio("pci", 0xc000_0000L, 0x3ec0_0000L));
            return parts;
        }
    },
    /// Source: QEMU `hw/i386/pc_piix.c:pc_init1` (2.0 to 10.x).
    QEMU_PC("QEMU pc (i440fx)", "qemu-pc", Architecture.X86_64) {
        @Override
        List<Part> parts(ByteSize ram, int vcpus) {
            long low = fits(ram, 0xe000_0000L - 1) ? 0xe000_0000L : 0xc000_0000L;
            List<Part> parts = split(ram, low);
            long start = fits(ram, low) ? 0xe000_0000L : low;
            parts.add(mmio("pci", start, 0xfec0_0000L - start));
            return parts;
        }
    },
    /// Source: QEMU `hw/arm/virt.c:base_memmap` (2.8 to 10.x).
    QEMU_VIRT("QEMU virt", "qemu-virt", Architecture.ARM64) {
        @Override
        List<Part> parts(ByteSize ram, int vcpus) {
            List<Part> parts = new ArrayList<>();
            parts.add(new Part("ram", 0x4000_0000L, ram, MemoryRegion.Kind.RAM));
            parts.add(mmio("gic", 0x0800_0000L, 0x0100_0000L));
            parts.add(mmio("pci", 0x1000_0000L, 0x2eff_0000L));
            parts.add(mmio("ecam", 0x3f00_0000L, 0x0100_0000L));
            return parts;
        }

        @Override
        GuestInterrupts interrupts(int vcpus) {
            return new GuestInterrupts.VirtualIts(GuestPhysical.of(0x0808_0000L));
        }
    },
    /// Source: crosvm `x86_64/src/lib.rs`: END_ADDR_BEFORE_32BITS, PCIE_CFG_MMIO_START.
    CROSVM("crosvm x86_64", "crosvm", Architecture.X86_64) {
        @Override
        List<Part> parts(ByteSize ram, int vcpus) {
            List<Part> parts = split(ram, 0xd000_0000L);
            parts.add(mmio("pci", 0xd000_0000L, 0x2400_0000L));
            parts.add(mmio("ecam", 0xf400_0000L, 0x0400_0000L));
            return parts;
        }
    },
    /// Source: cloud-hypervisor `arch/src/x86_64/layout.rs`.
    CLOUD_HYPERVISOR("cloud-hypervisor x86_64", "cloud-hypervisor", Architecture.X86_64) {
        @Override
        List<Part> parts(ByteSize ram, int vcpus) {
            List<Part> parts = split(ram, 0xc000_0000L);
            parts.add(mmio("pci", 0xc000_0000L, 0x2800_0000L));
            parts.add(mmio("mmconfig", 0xe800_0000L, 0x1000_0000L));
            return parts;
        }
    },
    /// Source: cloud-hypervisor `arch/src/aarch64/layout.rs`; the ITS lies below the
    /// redistributors.
    CLOUD_HYPERVISOR_ARM("cloud-hypervisor aarch64", "cloud-hypervisor-arm", Architecture.ARM64) {
        @Override
        List<Part> parts(ByteSize ram, int vcpus) {
            List<Part> parts = splitAt(ram, 0x4000_0000L, 0xfc00_0000L);
            parts.add(mmio("pci", 0x1000_0000L, 0x2000_0000L));
            parts.add(mmio("mmconfig", 0x3000_0000L, 0x1000_0000L));
            return parts;
        }

        @Override
        GuestInterrupts interrupts(int vcpus) {
            long redistributors = 0x08ff_0000L - 0x2_0000L * vcpus;
            return new GuestInterrupts.VirtualIts(GuestPhysical.of(redistributors - 0x2_0000L));
        }
    };

    /// A region before its guest has a name.
    record Part(String suffix, long first, ByteSize size, MemoryRegion.Kind kind) {}

    private final String title;
    private final String word;
    private final Architecture architecture;

    GuestMap(String title, String word, Architecture architecture) {
        this.title = title;
        this.word = word;
        this.architecture = architecture;
    }

    /// What menus call it.
    public String title() {
        return title;
    }

    /// What a typed line calls it.
    public String word() {
        return word;
    }

    public Architecture architecture() {
        return architecture;
    }

    abstract List<Part> parts(ByteSize ram, int vcpus);

    GuestInterrupts interrupts(int vcpus) {
        return new GuestInterrupts.VirtualApic();
    }

    /// A guest laid out as the monitor does it.
    ///
    /// @param ram how much, in whole pages
    /// @param vcpus at least 1
    /// @throws IllegalArgumentException when the memory has no place
    public ContainerOwner.Guest guest(String name, ByteSize ram, int vcpus) {
        if (ram.isZero()) {
            throw new IllegalArgumentException("A guest needs RAM.");
        }
        List<MemoryRegion> memory =
                parts(ram, vcpus).stream()
                        .map(part ->
                                new MemoryRegion(
                                        name + "-" + part.suffix(),
                                        AddressRange.ofSize(
                                                GuestPhysical.of(part.first()), part.size()),
                                        part.kind()))
                        .toList();
        return new ContainerOwner.Guest(name, architecture, true, memory, vcpus, interrupts(vcpus));
    }

    private static boolean fits(ByteSize ram, long below) {
        return ram.compareTo(ByteSize.ofBytes(below)) <= 0;
    }

    private static List<Part> split(ByteSize ram, long low) {
        return splitAt(ram, 0, low);
    }

    /// RAM up to a hole, the rest from 4 GiB on.
    private static List<Part> splitAt(ByteSize ram, long start, long low) {
        List<Part> parts = new ArrayList<>();
        ByteSize room = ByteSize.ofBytes(low - start);
        if (ram.compareTo(room) <= 0) {
            parts.add(new Part("ram", start, ram, MemoryRegion.Kind.RAM));
        } else {
            parts.add(new Part("low", start, room, MemoryRegion.Kind.RAM));
            parts.add(new Part("high", 0x1_0000_0000L, ram.minus(room), MemoryRegion.Kind.RAM));
        }
        return parts;
    }

    private static Part mmio(String suffix, long first, long size) {
        return new Part(suffix, first, ByteSize.ofBytes(size), MemoryRegion.Kind.MMIO);
    }
}
