package iovatlas.kernel.its;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.HostPhysical;
import iovatlas.topology.Register64;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ItsCommandTest {

    @Test
    @Tag("M047")
    void encodesMapd() {
        assertWords(
                new ItsCommand.Mapd(0x100, 6, HostPhysical.of(0x80a4_0000L), true),
                0x0000_0100_0000_0008L,
                5,
                0x8000_0000_80a4_0000L);
    }

    @Test
    @Tag("M049")
    void encodesMapc() {
        assertWords(new ItsCommand.Mapc(3, 3, true), 9, 0, 0x8000_0000_0003_0003L);
    }

    @Test
    void encodesMapti() {
        assertWords(
                new ItsCommand.Mapti(0x100, 3, 8195, 1),
                0x0000_0100_0000_000aL,
                8195L << 32 | 3,
                1);
    }

    @Test
    void encodesTheCommandsOnOneEvent() {
        assertWords(new ItsCommand.Movi(1, 2, 5), 1L << 32 | 0x01, 2, 5);
        assertWords(new ItsCommand.Discard(1, 2), 1L << 32 | 0x0f, 2, 0);
        assertWords(new ItsCommand.Int(1, 2), 1L << 32 | 0x03, 2, 0);
        assertWords(new ItsCommand.Clear(1, 2), 1L << 32 | 0x04, 2, 0);
        assertWords(new ItsCommand.Inv(1, 2), 1L << 32 | 0x0c, 2, 0);
    }

    @Test
    void encodesTheCommandsOnCollectionsAndRedistributors() {
        assertWords(new ItsCommand.Invall(7), 0x0d, 0, 7);
        assertWords(new ItsCommand.Sync(2), 0x05, 0, 0x2_0000);
        ItsCommandWords movall = new ItsCommand.Movall(1, 2).words();
        assertThat(movall.dw2()).isEqualTo(new Register64(0x1_0000));
        assertThat(movall.dw3()).isEqualTo(new Register64(0x2_0000));
    }

    private static void assertWords(ItsCommand command, long dw0, long dw1, long dw2) {
        assertThat(command.words())
                .isEqualTo(
                        new ItsCommandWords(
                                new Register64(dw0),
                                new Register64(dw1),
                                new Register64(dw2),
                                new Register64(0)));
    }
}
