package iovatlas.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.address.Iova;
import iovatlas.kernel.doorbell.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTextTest {

    @Test
    void readsAddressAndValue() {
        assertThat(WriteText.parse(" 0x08000040 = 3 "))
                .isEqualTo(new Message(Iova.of(0x0800_0040L), 3));
        assertThat(WriteText.parse("0xffffffffffffffff=0xffffffff"))
                .isEqualTo(new Message(Iova.of(-1), -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0x100", "0x100=", "=3", "0x100=3=4", "here=3", "0x100=0x100000000"})
    void refusesWhatIsNoWrite(String text) {
        assertThatThrownBy(() -> WriteText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)\".*\" (is|has) .+");
    }
}
