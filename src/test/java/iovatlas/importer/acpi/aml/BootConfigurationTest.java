package iovatlas.importer.acpi.aml;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.importer.acpi.TableBytes;

import org.junit.jupiter.api.Test;

import java.util.List;

/// `_DSM` methods in byte code, as compilers of the language emit them.
class BootConfigurationTest {

    private static final int ARG0 = 0x68;
    private static final int ARG2 = 0x6a;
    private static final int LOCAL0 = 0x60;
    private static final int[] GUID = {
        0xd0, 0x37, 0xc9, 0xe5, 0x53, 0x35, 0x7a, 0x4d, 0x91, 0x17, 0xea, 0x4d, 0x19, 0xc3, 0x43,
        0x4d
    };

    private static TableBytes pack(TableBytes content, int... opcode) {
        int length = content.size() + 2;
        assertThat(length).isLessThan(0x1000);
        return TableBytes.part().u8(opcode).u8(0x40 | (length & 0xf), length >> 4).add(content);
    }

    private static TableBytes guid() {
        return pack(TableBytes.part().u8(0x0a, 16).u8(GUID), 0x11);
    }

    private static TableBytes when(TableBytes condition, TableBytes then) {
        return pack(TableBytes.part().add(condition).add(then), 0xa0);
    }

    private static TableBytes functionIs(int number) {
        return TableBytes.part().u8(0x93, ARG2, 0x0a, number);
    }

    private static TableBytes guidMatches() {
        return TableBytes.part().u8(0x93, ARG0).add(guid());
    }

    private static TableBytes returnNumber(int number) {
        return TableBytes.part().u8(0xa4, 0x0a, number);
    }

    private static TableBytes returnBuffer() {
        return TableBytes.part().u8(0xa4).add(pack(TableBytes.part().u8(1, 0), 0x11));
    }

    private static byte[] bridge(int segment, int bus, TableBytes methodBody) {
        TableBytes method = pack(TableBytes.part().text("_DSM").u8(4).add(methodBody), 0x14);
        TableBytes device =
                TableBytes.part()
                        .text("PCI0")
                        .u8(0x08)
                        .text("_HID")
                        .u8(0x0c)
                        .u32(0x080ad041)
                        .u8(0x08)
                        .text("_SEG")
                        .u8(0x0a, segment)
                        .u8(0x08)
                        .text("_BBN")
                        .u8(0x0a, bus)
                        .add(method);
        TableBytes scope = TableBytes.part().text("\\_SB_").add(pack(device, 0x5b, 0x82));
        return TableBytes.table("DSDT", 2).add(pack(scope, 0x10)).finished();
    }

    private static BootConfiguration read(TableBytes body) {
        return BootConfiguration.read(List.of(bridge(1, 0x40, body)));
    }

    @Test
    void functionFiveThatReturnsZeroKeepsTheConfiguration() {
        TableBytes inner = when(functionIs(5), returnNumber(0)).add(returnBuffer());
        BootConfiguration found = read(when(guidMatches(), inner).add(returnBuffer()));
        assertThat(found.bridges()).containsExactly(new BootConfiguration.Bridge(1, 0x40));
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void functionFiveThatReturnsOneDoesNot() {
        assertThat(read(when(functionIs(5), returnNumber(1))).bridges()).isEmpty();
    }

    @Test
    void aMethodWithoutFunctionFiveDoesNot() {
        BootConfiguration found = read(when(guidMatches(), returnBuffer()).add(returnBuffer()));
        assertThat(found.bridges()).isEmpty();
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void readsASwitchAsCompilersWriteIt() {
        TableBytes choose =
                TableBytes.part()
                        .u8(0x70, 0x99, ARG2, 0, LOCAL0)
                        .add(when(TableBytes.part().u8(0x93, LOCAL0, 0), returnBuffer()))
                        .add(
                                pack(
                                        when(
                                                TableBytes.part().u8(0x93, LOCAL0, 0x0a, 5),
                                                returnNumber(0)),
                                        0xa1))
                        .u8(0xa5);
        TableBytes loop = pack(TableBytes.part().u8(0x01).add(choose), 0xa2);
        assertThat(read(loop.add(returnBuffer())).bridges()).hasSize(1);
    }

    @Test
    void aDecisionThatRestsOnHardwareIsNotPreservedAndNoted() {
        TableBytes hardware = TableBytes.part().u8(0x93).text("HWRG").u8(0x01);
        BootConfiguration found = read(when(hardware, returnNumber(0)));
        assertThat(found.bridges()).isEmpty();
        assertThat(found.notes().getFirst().text()).contains("not preserved");
    }

    @Test
    void anEndlessLoopIsNotPreservedAndNoted() {
        BootConfiguration found =
                read(pack(TableBytes.part().u8(0x01, 0xa3), 0xa2).add(returnNumber(0)));
        assertThat(found.bridges()).isEmpty();
        assertThat(found.notes()).hasSize(1);
    }

    @Test
    void aDeviceThatIsNoHostBridgeIsNotAsked() {
        byte[] table = bridge(0, 0, returnNumber(0));
        // PNP0C02 instead of PNP0A08.
        int at = new String(table, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("_HID");
        table[at + 7] = 0x0c;
        table[at + 8] = 0x02;
        assertThat(BootConfiguration.read(List.of(table)).bridges()).isEmpty();
    }
}
