package iovatlas.kernel.doorbell.design;

/// Where a doorbell is in the IOVA space, and since when.
public enum Placement {
    /// Nowhere: the function is given the physical address, and nothing maps it.
    NOWHERE,
    /// At its physical address, mapped when vectors are set up.
    IDENTITY_AT_SETUP,
    /// At its physical address, mapped as soon as a page table exists.
    IDENTITY_AT_START,
    /// In a window, one page after the other, mapped when vectors are set up.
    WINDOW,
    /// In a window that the guest's own stage 1 maps one to one.
    WINDOW_THROUGH_GUEST,
    /// At the address that the guest wrote into its own table.
    GUEST_ADDRESS,
    /// Where hardware decodes it before translation.
    HARDWARE,
    /// Wherever the kernel's own allocator finds room.
    ALLOCATOR,
    /// Nobody said.
    UNKNOWN;

    /// Whether messages of an assigned device go through a window of the page table.
    public boolean inWindow() {
        return this == WINDOW || this == WINDOW_THROUGH_GUEST;
    }
}
