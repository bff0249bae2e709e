package iovatlas.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.ProcessMemory.Stretch;

import org.junit.jupiter.api.Test;

import java.util.List;

class ProcessMemoryTest {

    private static final ByteSize PAGE = ByteSize.KIB.times(4);

    private static AddressRange<UserVirtual> range(long first, long last) {
        return new AddressRange<>(UserVirtual.of(first), UserVirtual.of(last));
    }

    private static final ProcessMemory MEMORY =
            new ProcessMemory(
                    List.of(
                            new Stretch(range(0x3000, 0x3fff), false, PAGE),
                            new Stretch(range(0x1000, 0x2fff), true, PAGE),
                            new Stretch(range(0x8000, 0x8fff), true, PAGE)));

    @Test
    void rangeOverNeighbouringStretchesCanBeRead() {
        assertThat(MEMORY.firstFault(range(0x1000, 0x3fff), false)).isEmpty();
    }

    @Test
    void firstReadOnlyAddressStopsAWriter() {
        assertThat(MEMORY.firstFault(range(0x1000, 0x3fff), true)).contains(UserVirtual.of(0x3000));
    }

    @Test
    void faultIsWhereTheMemoryEnds() {
        assertThat(MEMORY.firstFault(range(0x2000, 0x8fff), false))
                .contains(UserVirtual.of(0x4000));
        assertThat(MEMORY.firstFault(range(0x8000, 0x9fff), true)).contains(UserVirtual.of(0x9000));
        assertThat(MEMORY.firstFault(range(0, 0xfff), false)).contains(UserVirtual.ZERO);
        assertThat(ProcessMemory.NOTHING.firstFault(range(5, 6), false))
                .contains(UserVirtual.of(5));
    }

    @Test
    void addressBelongsToOneStretch() {
        assertThat(MEMORY.at(UserVirtual.of(0x2fff)).orElseThrow().writable()).isTrue();
        assertThat(MEMORY.at(UserVirtual.of(0x4000))).isEmpty();
        assertThatThrownBy(() ->
                        new ProcessMemory(
                                List.of(
                                        new Stretch(range(0, 0xfff), true, PAGE),
                                        new Stretch(range(0xfff, 0x1fff), true, PAGE))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
