package iovatlas.importer.acpi.aml;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.importer.acpi.TableBytes;

import org.junit.jupiter.api.Test;

import java.util.List;

/// `_DSD` properties of root ports, as compilers of the language emit them.
class ExternalFacingPortsTest {

    private static TableBytes pack(TableBytes content, int... opcode) {
        int length = content.size() + 2;
        assertThat(length).isLessThan(0x1000);
        return TableBytes.part().u8(opcode).u8(0x40 | (length & 0xf), length >> 4).add(content);
    }

    private static TableBytes elements(int count, TableBytes content) {
        return pack(TableBytes.part().u8(count).add(content), 0x12);
    }

    private static TableBytes property(String name, int value) {
        TableBytes pair = TableBytes.part().u8(0x0d).text(name).u8(0).u8(0x0a, value);
        return elements(1, elements(2, pair));
    }

    private static TableBytes port(String name, int address, TableBytes properties) {
        TableBytes guid = pack(TableBytes.part().u8(0x0a, 16).u8(new int[16]), 0x11);
        TableBytes both = elements(2, TableBytes.part().add(guid).add(properties));
        TableBytes body =
                TableBytes.part()
                        .text(name)
                        .u8(0x08)
                        .text("_ADR")
                        .u8(0x0c)
                        .u32(address)
                        .u8(0x08)
                        .text("_DSD")
                        .add(both);
        return pack(body, 0x5b, 0x82);
    }

    private static ExternalFacingPorts read(int hid, TableBytes ports) {
        TableBytes bridge =
                TableBytes.part()
                        .text("PCI0")
                        .u8(0x08)
                        .text("_HID")
                        .u8(0x0c)
                        .u32(hid)
                        .u8(0x08)
                        .text("_BBN")
                        .u8(0x0a, 0x40)
                        .add(ports);
        TableBytes scope = TableBytes.part().text("\\_SB_").add(pack(bridge, 0x5b, 0x82));
        return ExternalFacingPorts.read(
                List.of(TableBytes.table("DSDT", 2).add(pack(scope, 0x10)).finished()));
    }

    @Test
    void findsThePortsThatSayThatTheyLeadOut() {
        TableBytes ports =
                port("RP05", 0x1c0004, property("ExternalFacingPort", 1))
                        .add(port("RP06", 0x1c0005, property("ExternalFacingPort", 0)))
                        .add(port("RP07", 0x1c0006, property("HotPlugSupportInD3", 1)));
        assertThat(read(0x080ad041, ports).ports())
                .containsExactly(new ExternalFacingPorts.Port(0, 0x40, 0x1c, 4));
    }

    @Test
    void passesOverDevicesThatAreNotBelowAHostBridge() {
        TableBytes ports = port("RP05", 0x1c0004, property("ExternalFacingPort", 1));
        assertThat(read(0x0105d041, ports).ports()).isEmpty();
    }
}
