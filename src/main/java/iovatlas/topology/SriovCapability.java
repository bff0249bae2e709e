package iovatlas.topology;

/// What a physical function's SR-IOV capability offers and has switched on.
///
/// @param totalVfs the most virtual functions, 0..65535
/// @param enabledVfs how many are enabled at boot
/// @param firstOffset requester-ID distance from the physical function to its first virtual one
/// @param stride requester-ID distance between neighbours
/// @param vfDevice device number of the virtual functions, 16 bits
public record SriovCapability(
        int totalVfs, int enabledVfs, int firstOffset, int stride, int vfDevice) {

    /// @throws IllegalArgumentException when more are enabled than there can be
    public SriovCapability {
        if (totalVfs < 0 || totalVfs > 0xffff || enabledVfs < 0 || enabledVfs > totalVfs) {
            throw new IllegalArgumentException(
                    enabledVfs + " enabled virtual functions of at most " + totalVfs);
        }
    }

    /// The requester ID of virtual function `index` (0-based), carrying over to higher buses.
    ///
    /// Source: `drivers/pci/iov.c:pci_iov_virtfn_bus, pci_iov_virtfn_devfn`.
    public RequesterId requesterOf(PciAddress physical, int index) {
        return new RequesterId(
                physical.requesterId().bits() + firstOffset + stride * index & 0xffff);
    }
}
