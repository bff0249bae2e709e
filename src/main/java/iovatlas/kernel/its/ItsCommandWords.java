package iovatlas.kernel.its;

import iovatlas.topology.Register64;

/// The four little-endian double words of an ITS command as they stand in the queue.
public record ItsCommandWords(Register64 dw0, Register64 dw1, Register64 dw2, Register64 dw3) {

    static ItsCommandWords of(long dw0, long dw1, long dw2, long dw3) {
        return new ItsCommandWords(
                new Register64(dw0), new Register64(dw1), new Register64(dw2), new Register64(dw3));
    }
}
