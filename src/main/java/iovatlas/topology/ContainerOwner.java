package iovatlas.topology;

import java.util.List;

/// Who opens VFIO containers or iommufd contexts: a virtual machine monitor with its guest, or a
/// user-space driver.
public sealed interface ContainerOwner {

    /// Unique, e.g. `vm0`.
    String name();

    /// Its memory, each region named.
    List<MemoryRegion> memory();

    /// A guest and the VMM around it.
    ///
    /// @param kvm true when KVM runs it, false when it is emulated
    /// @param vcpus how many virtual CPUs
    record Guest(
            String name,
            Architecture architecture,
            boolean kvm,
            List<MemoryRegion> memory,
            int vcpus,
            GuestInterrupts interrupts)
            implements ContainerOwner {
        public Guest {
            memory = List.copyOf(memory);
        }
    }

    /// A user-space driver such as DPDK or SPDK. Its regions are given at process-virtual
    /// addresses; with IOVA = VA those are the IOVAs too.
    record UserProcess(String name, List<MemoryRegion> memory) implements ContainerOwner {
        public UserProcess {
            memory = List.copyOf(memory);
        }
    }
}
