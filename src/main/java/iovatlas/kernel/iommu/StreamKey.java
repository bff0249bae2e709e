package iovatlas.kernel.iommu;

/// A stream ID of one IOMMU instance.
///
/// @param iommu the instance's name
/// @param id unsigned 32 bits
record StreamKey(String iommu, int id) {

    @Override
    public String toString() {
        return "stream ID 0x" + Integer.toHexString(id) + " of " + iommu;
    }
}
