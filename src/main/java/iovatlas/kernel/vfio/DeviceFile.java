package iovatlas.kernel.vfio;

/// An open VFIO device.
///
/// @param group number of its group
/// @param opens how often it is open
public record DeviceFile(int group, int opens) {

    static DeviceFile closed(int group) {
        return new DeviceFile(group, 0);
    }

    DeviceFile withOpens(int value) {
        return new DeviceFile(group, value);
    }
}
