package iovatlas.ui.machine;

import iovatlas.topology.PciFunction;

/// A function in a few words.
final class FunctionText {

    private FunctionText() {}

    /// `00:01.0  root port  ACS`, `01:00.0  nic0`, `02:00.0  8086:1572`.
    static String of(PciFunction function) {
        StringBuilder text = new StringBuilder(function.at().shortText());
        if (!function.name().isEmpty()) {
            text.append("  ").append(function.name());
        } else if (function.kind().isBridge()) {
            text.append("  ").append(function.kind().spelling().replace('-', ' '));
        } else {
            text.append("  ").append(function.identity().id());
        }
        if (function.kind().isBridge() && function.capabilities().acs() != null) {
            text.append("  ACS");
        }
        return text.toString();
    }
}
