package iovatlas.importer.sysfs;

import iovatlas.importer.pci.ConfigSpace;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.Fact;
import iovatlas.kernel.Provenance;

import java.util.Optional;
import java.util.OptionalInt;

/// Whether VFIO puts functions that nobody has open into D3hot: those that it has show it, else its
/// parameter does. A kernel without power management never does, whatever the parameter says.
///
/// Source: `drivers/vfio/pci/vfio_pci_core.c:vfio_pci_core_register_device`.
record VfioIdle(Machine machine, CommandLine command) {

    private static final String PARAMETER = "sys/module/vfio_pci/parameters/disable_idle_d3";
    private static final int POWER_MANAGEMENT = 1;
    private static final int CONTROL = 4;
    private static final int STATE = 3;
    private static final int D3_HOT = 3;

    Fact<Boolean> read(Fact<Boolean> standard) {
        return machine.folders().stream()
                .flatMap(folder -> asleep(folder).stream())
                .findFirst()
                .map(on -> Fact.of(on, Provenance.SYSFS))
                .or(() ->
                        machine.snapshot()
                                .newestWith(PARAMETER)
                                .line(PARAMETER)
                                .map(text -> Fact.of(!isOn(text), Provenance.SYSFS)))
                .or(() ->
                        command.flag("vfio-pci.disable_idle_d3")
                                .or(() -> command.flag("vfio_pci.disable_idle_d3"))
                                .map(off -> Fact.of(!off, Provenance.COMMAND_LINE)))
                .orElse(standard);
    }

    /// Empty for a function that VFIO has not, that somebody has open, or that does not say.
    private static Optional<Boolean> asleep(FunctionFolder folder) {
        boolean closed =
                folder.linkName("driver").filter("vfio-pci"::equals).isPresent()
                        && folder.number("enable").filter(users -> users == 0).isPresent();
        if (!closed) {
            return Optional.empty();
        }
        ConfigSpace config = new ConfigSpace(folder.bytes("config").orElse(new byte[0]));
        OptionalInt power =
                config.answers() ? config.capability(POWER_MANAGEMENT) : OptionalInt.empty();
        return power.isPresent()
                ? Optional.of((config.u16(power.getAsInt() + CONTROL) & STATE) == D3_HOT)
                : Optional.empty();
    }

    private static boolean isOn(String parameter) {
        return parameter.equals("Y") || parameter.equals("1");
    }
}
