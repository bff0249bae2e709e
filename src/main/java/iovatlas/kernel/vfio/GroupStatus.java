package iovatlas.kernel.vfio;

/// The flags of VFIO_GROUP_GET_STATUS.
///
/// @param viable whether the group can be (or is) taken away from kernel drivers
/// @param inContainer whether it is in a container
public record GroupStatus(boolean viable, boolean inContainer) {}
