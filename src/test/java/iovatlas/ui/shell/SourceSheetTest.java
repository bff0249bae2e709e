package iovatlas.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceSheetTest {

    @ParameterizedTest
    @CsvSource({"1,0", "2,3", "3,6", "9,6"})
    void findsWhereALineBegins(int line, int start) {
        assertThat(SourceSheet.startOf(line, "ab\ncd\nef")).isEqualTo(start);
    }
}
