package iovatlas.kernel.vfio;

/// An open VFIO device.
///
/// @param group number of its group
/// @param opens how often it is open
/// @param intx whether its legacy interrupt has a handler
public record DeviceFile(int group, int opens, boolean intx) {

    static DeviceFile closed(int group) {
        return new DeviceFile(group, 0, false);
    }

    DeviceFile withOpens(int value) {
        return new DeviceFile(group, value, intx);
    }

    DeviceFile withIntx(boolean value) {
        return new DeviceFile(group, opens, value);
    }
}
