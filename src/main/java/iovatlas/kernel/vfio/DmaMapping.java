package iovatlas.kernel.vfio;

import iovatlas.address.UserVirtual;

/// One user mapping of a container, without its range, which is the key it is found by.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:struct vfio_dma`.
///
/// @param address where the memory is in the process; it may be replaced by MAP with VADDR
/// @param read whether the device may read
/// @param write whether the device may write
/// @param addressValid false after UNMAP with VADDR until a MAP with VADDR gives a new address
/// @param process whose memory it is
/// @param tag a number that whoever made it may use to find it again; the kernel ignores it
public record DmaMapping(
        UserVirtual address,
        boolean read,
        boolean write,
        boolean addressValid,
        String process,
        int tag) {

    DmaMapping withAddressValid(boolean value) {
        return new DmaMapping(address, read, write, value, process, tag);
    }

    /// The same mapping at another address, and valid.
    DmaMapping movedTo(UserVirtual value, String newProcess) {
        return new DmaMapping(value, read, write, true, newProcess, tag);
    }
}
