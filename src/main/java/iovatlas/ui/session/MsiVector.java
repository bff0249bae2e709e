package iovatlas.ui.session;

import iovatlas.scenario.IrqIndex;
import iovatlas.topology.PciAddress;

/// One vector of a function, the one whose way is shown.
///
/// @param index MSI or MSI-X
/// @param vector 0-based
public record MsiVector(PciAddress device, IrqIndex index, int vector) {

    /// `01:00.0 MSI-X 3`.
    public String text() {
        String kind =
                switch (index) {
                    case INTX -> "INTx";
                    case MSI -> "MSI";
                    case MSIX -> "MSI-X";
                };
        return device.shortText() + " " + kind + " " + vector;
    }
}
