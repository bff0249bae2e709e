package iovatlas.kernel.doorbell.design;

/// Who says where the window begins.
public enum WindowBase {
    /// There is no window.
    NONE,
    /// The IOMMU driver's constant.
    DRIVER,
    /// The first of two constants that firmware's reservations leave free.
    SECOND_CONSTANT,
    /// User space.
    USER
}
