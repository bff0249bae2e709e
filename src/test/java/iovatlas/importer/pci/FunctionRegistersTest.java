package iovatlas.importer.pci;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.AcsCapability;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.ResetMethod;
import iovatlas.topology.SriovCapability;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Objects;
import java.util.Random;

class FunctionRegistersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, ENDPOINT",
        "1, 0, LEGACY_ENDPOINT",
        "4, 1, ROOT_PORT",
        "5, 1, SWITCH_UPSTREAM",
        "6, 1, SWITCH_DOWNSTREAM",
        "7, 1, PCIE_TO_PCI_BRIDGE",
        "8, 1, PCI_TO_PCIE_BRIDGE",
        "9, 0, INTEGRATED_ENDPOINT",
        "10, 0, EVENT_COLLECTOR",
        "15, 0, CONVENTIONAL",
        "15, 1, CONVENTIONAL_BRIDGE"
    })
    void tellsTheKindByPortTypeAndHeader(int type, int header, FunctionKind kind) {
        ConfigBytes config = new ConfigBytes(4096).put8(0x0e, header).express(type);
        assertThat(FunctionRegisters.read(config.space()).kind()).isEqualTo(kind);
    }

    @Test
    void readsTheBusesOfABridge() {
        ConfigBytes config = new ConfigBytes(256).put8(0x0e, 0x81).put8(0x19, 2).put8(0x1a, 5);
        FunctionRegisters registers = FunctionRegisters.read(config.space());
        assertThat(registers.buses()).isEqualTo(new BusRange(2, 5));
        assertThat(registers.multifunction()).isTrue();
    }

    @Test
    void aBridgeWithoutBusNumbersHasNoBuses() {
        ConfigBytes config = new ConfigBytes(256).put8(0x0e, 1);
        assertThat(FunctionRegisters.read(config.space()).buses()).isNull();
    }

    @Test
    void readsTheAcsWordsApart() {
        ConfigBytes config = new ConfigBytes(4096).express(4).put8(0x0e, 1).extended(0x0d, 0x100);
        config.put16(0x104, 0x5f).put16(0x106, 0x1d);
        FunctionRegisters registers = FunctionRegisters.read(config.space());
        assertThat(registers.capabilities().acs()).isEqualTo(AcsCapability.of(0x5f));
        assertThat(registers.acsControl()).isEqualTo(0x1d);
    }

    @Test
    void readsTheMessageOfA64BitMaskableMsi() {
        ConfigBytes config = new ConfigBytes(256).capability(0x05, 0x50);
        config.put16(0x52, 1 | 3 << 1 | 0x80 | 0x100).put32(0x54, 0xfee00000).put32(0x58, 1);
        config.put16(0x5c, 0x4041).put32(0x60, 1);
        FunctionRegisters registers = FunctionRegisters.read(config.space());
        assertThat(registers.capabilities().msi()).isEqualTo(new MsiCapability(8, true, true));
        assertThat(registers.msiEnabled()).isTrue();
        assertThat(registers.messages())
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.address().unsignedBits()).isEqualTo(0x1fee00000L);
                    assertThat(message.data()).isEqualTo(0x4041);
                    assertThat(message.masked()).isTrue();
                });
    }

    @Test
    @Tag("M001")
    void anMsiCapabilityWithEverythingIs24BytesLong() {
        ConfigBytes config = new ConfigBytes(256).capability(0x05, 0x50).put16(0x52, 0x018a);
        MsiCapability msi =
                Objects.requireNonNull(FunctionRegisters.read(config.space()).capabilities().msi());
        assertThat(msi).isEqualTo(new MsiCapability(32, true, true));
        assertThat(msi.length()).isEqualTo(24);
        assertThat(msi.dataOffset()).isEqualTo(0x0c);
        assertThat(msi.maskOffset()).isEqualTo(0x10);
        assertThat(new MsiCapability(1, false, false).length()).isEqualTo(10);
    }

    @Test
    @Tag("M003")
    void readsAnMsixTableBehindItsBar() {
        ConfigBytes config = new ConfigBytes(256).capability(0x11, 0x70);
        config.put16(0x72, 0x8000 | 63).put32(0x74, 0x2003);
        var msix = FunctionRegisters.read(config.space()).capabilities().msix();
        assertThat(msix)
                .isNotNull()
                .satisfies(found -> {
                    assertThat(found.tableSize()).isEqualTo(64);
                    assertThat(found.bar()).isEqualTo(3);
                    assertThat(found.offset().unsignedBytes()).isEqualTo(0x2000);
                });
    }

    @Test
    void readsSriovAndNeverMoreEnabledFunctionsThanThereCanBe() {
        ConfigBytes config = new ConfigBytes(4096).express(0).extended(0x0e, 0x100);
        config.extended(0x10, 0x140).put16(0x148, 1).put16(0x14e, 8).put16(0x150, 99);
        config.put16(0x154, 128).put16(0x156, 2).put16(0x15a, 0x10ca);
        var capabilities = FunctionRegisters.read(config.space()).capabilities();
        assertThat(capabilities.ari()).isTrue();
        assertThat(capabilities.sriov()).isEqualTo(new SriovCapability(8, 8, 128, 2, 0x10ca));
    }

    @Test
    void collectsTheResetsOfAllThreeCapabilities() {
        ConfigBytes config = new ConfigBytes(256).express(0).put32(0x44, 1 << 28);
        config.capability(0x13, 0x80).put8(0x83, 3).capability(0x01, 0x90).put16(0x94, 0);
        assertThat(FunctionRegisters.read(config.space()).capabilities().resets())
                .containsExactlyInAnyOrder(ResetMethod.FLR, ResetMethod.AF_FLR, ResetMethod.PM);
        config.put16(0x94, 8);
        assertThat(FunctionRegisters.read(config.space()).capabilities().resets())
                .doesNotContain(ResetMethod.PM);
    }

    @Test
    void aListThatLoopsEnds() {
        ConfigBytes config = new ConfigBytes(4096).capability(0x09, 0x40).put8(0x41, 0x40);
        config.extended(0x01, 0x100).put16(0x102, 1 | 0x100 << 4);
        assertThat(config.space().capability(0x11)).isEmpty();
        assertThat(config.space().extendedCapability(0x0d)).isEmpty();
    }

    @Test
    void sixtyFourBytesTellNoCapabilities() {
        ConfigSpace space = new ConfigBytes(64).space();
        assertThat(space.answers()).isTrue();
        assertThat(FunctionRegisters.read(space).kindKnown()).isFalse();
    }

    @Test
    void readsWhateverStandsInASpaceOfAnySize() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[64 + random.nextInt(4096 - 63)];
            random.nextBytes(bytes);
            FunctionRegisters registers = FunctionRegisters.read(new ConfigSpace(bytes));
            assertThat(registers.buses() == null || registers.kind().isBridge()).isTrue();
        }
    }
}
