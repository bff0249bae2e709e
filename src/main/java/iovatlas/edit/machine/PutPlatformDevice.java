package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Adds a device on no PCI bus, or changes one.
///
/// @param before the name of what it replaces, null to add one
/// @param device what it is to be
public record PutPlatformDevice(@Nullable String before, PlatformDevice device) implements Attempt {
    private record MergeKey(String name) {}

    @Override
    public String description() {
        return (before == null ? "Add " : "Change ") + device.name();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Topology topology = atlas.topology();
        return atlas.withTopology(
                topology.withPlatformDevices(
                        NamedList.put(
                                topology.platformDevices(), PlatformDevice::name, before, device)));
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.ofNullable(before).filter(device.name()::equals).map(MergeKey::new);
    }
}
