package iovatlas.kernel.pci;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciId;

import org.junit.jupiter.api.Test;

class AcsLayoutTest {

    @Test
    void someIntelRootPortsHaveWideRegisters() {
        PciId union = new PciId(0x8086, 0xa294);
        assertThat(AcsLayout.controlOffset(union, FunctionKind.ROOT_PORT)).isEqualTo(8);
        assertThat(AcsLayout.controlOffset(union, FunctionKind.ENDPOINT)).isEqualTo(6);
        assertThat(AcsLayout.controlOffset(new PciId(0x8086, 0xa338), FunctionKind.ROOT_PORT))
                .isEqualTo(6);
    }
}
