package iovatlas.topology;

/// Says that a function is an SR-IOV virtual function.
///
/// @param physical the physical function that it belongs to
/// @param index 0-based number, as in sysfs `virtfnN`
public record VirtualFunction(PciAddress physical, int index) {

    /// @throws IllegalArgumentException when the index is negative
    public VirtualFunction {
        if (index < 0) {
            throw new IllegalArgumentException("no virtual function " + index);
        }
    }
}
