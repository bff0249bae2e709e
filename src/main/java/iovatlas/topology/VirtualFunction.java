package iovatlas.topology;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.IntStream;

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

    /// The virtual functions that a physical function has enabled, all alike.
    ///
    /// Source: `drivers/pci/iov.c:pci_iov_add_virtfn`, `drivers/pci/probe.c:pci_setup_device`.
    ///
    /// @param kind what each of them is
    /// @param capabilities what each of them can do
    /// @param driver bound to each of them at boot, null for none
    public static List<PciFunction> enabled(
            PciFunction physical,
            SriovCapability sriov,
            FunctionKind kind,
            PciCapabilities capabilities,
            @Nullable String driver) {
        PciIdentity own = physical.identity();
        PciIdentity identity =
                new PciIdentity(
                        new PciId(own.id().vendor(), sriov.vfDevice()),
                        own.subsystem(),
                        own.revision(),
                        own.classCode());
        return IntStream.range(0, sriov.enabledVfs())
                .mapToObj(index -> {
                    RequesterId id = sriov.requesterOf(physical.at(), index);
                    return PciFunction.of(PciAddress.of(physical.at().segment(), id), kind)
                            .withIdentity(identity)
                            .withCapabilities(capabilities)
                            .withVirtual(new VirtualFunction(physical.at(), index))
                            .withDriver(driver);
                })
                .toList();
    }
}
