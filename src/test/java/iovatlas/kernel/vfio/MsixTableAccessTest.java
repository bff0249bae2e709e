package iovatlas.kernel.vfio;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.ByteSize;
import iovatlas.topology.MsixCapability;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MsixTableAccessTest {

    private static final MsixTableAccess TABLE =
            new MsixTableAccess(new MsixCapability(64, 0, ByteSize.ofBytes(0x2000)));

    @Test
    @Tag("M007")
    void theTableReadsAsOnesAndKeepsWhatItHolds() {
        byte[] held = {1, 2, 3, 4};
        byte[] wanted = {9, 9, 9, 9};
        assertThat(TABLE.read(0x2000, held)).containsOnly(0xff);
        assertThat(TABLE.written(0x2008, held, wanted)).containsExactly(held);
        assertThat(TABLE.read(0x1ffe, held)).containsExactly(1, 2, 0xff, 0xff);
        assertThat(TABLE.written(0x23fe, held, wanted)).containsExactly(1, 2, 9, 9);
    }
}
