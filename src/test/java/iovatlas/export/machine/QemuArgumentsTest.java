package iovatlas.export.machine;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentReader;
import iovatlas.scenario.KernelState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class QemuArgumentsTest {

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sample-topologies"))) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static Atlas sample(String name) throws IOException {
        return DocumentReader.read(Files.readString(Path.of("sample-topologies", name + ".yaml")))
                .atlas();
    }

    private static String script(Atlas atlas) {
        return QemuArguments.script(atlas, atlas.run().state(0));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void putsEveryDeviceOnABusThatIsThere(Path sample) throws IOException {
        String script = script(DocumentReader.read(Files.readString(sample)).atlas());

        List<String> buses =
                Pattern.compile(",id=((?:b|pxb)[0-9a-f]+)")
                        .matcher(script)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(buses).doesNotHaveDuplicates();
        assertThat(Pattern.compile(",bus=([a-z0-9.]+)").matcher(script).results())
                .allSatisfy(use ->
                        assertThat(use.group(1))
                                .matches(bus -> bus.equals("pcie.0") || buses.contains(bus)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void putsNoTwoDevicesInOnePlace(Path sample) throws IOException {
        String script = script(DocumentReader.read(Files.readString(sample)).atlas());

        List<String> places =
                Pattern.compile("bus=([a-z0-9.]+),addr=([0-9a-f]+(\\.\\d)?)")
                        .matcher(script)
                        .results()
                        .map(found -> found.group(1) + " " + found.group(2))
                        .toList();
        assertThat(places).doesNotHaveDuplicates();
    }

    @Test
    void takesRedirectionFromDownstreamPortsThatHaveNoAcs() throws IOException {
        assertThat(script(sample("switch-without-acs")))
                .contains("-device ioh3420,id=b00010")
                .contains("-device pcie-root-port,id=b001c0")
                .contains("pci=disable_acs_redir=0000:02:01.0;0000:02:03.0;0000:02:05.0");
    }

    @Test
    void takesTheDeviceThatKeepsItsFunctionsApartWhereTheDrawnOneDoes() throws IOException {
        String apart = Files.readString(Path.of("sample-topologies/x86-vtd-host.yaml"));
        String together = apart.replace(", acs: {cap: 0x00}", "");

        assertThat(script(DocumentReader.read(apart).atlas()).split("-device igb,", -1)).hasSize(3);
        assertThat(script(DocumentReader.read(together).atlas())).doesNotContain("-device igb");
    }

    @Test
    void givesEachHostBridgeItsOwnSmmu() throws IOException {
        assertThat(script(sample("two-smmus-one-container")))
                .contains("-device pxb-pcie,id=pxb40,bus=pcie.0,addr=1e,bus_nr=64")
                .contains("arm-smmuv3,primary-bus=pcie.0")
                .contains("arm-smmuv3,primary-bus=pxb40")
                .doesNotContain("iommu=smmuv3");
    }

    @Test
    void leavesSlotNullToTheBridgeThatOwnsIt() throws IOException {
        assertThat(script(sample("pci-bridge-shared-stream")))
                .contains("e1000,bus=b01000,addr=1e.0")
                .contains("# 0000:02:00.0: stands in slot 1e");
    }

    @Test
    void setsTheWordsOfTheDrawing() throws IOException {
        Atlas atlas = sample("guest-ram-at-zero");
        KernelState state = atlas.run().state(0);

        assertThat(ConfigAcs.text(state.groups())).isEqualTo("pci=config_acs=0x11101@0000:00:01.0");
    }

    @Test
    void passesAttachedFunctionsThrough() throws IOException {
        Atlas atlas = sample("guest-ram-at-zero");

        assertThat(LibvirtXml.write(atlas.run().state(atlas.steps().size())))
                .contains(
                        "<address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></source>")
                .contains("<gic version='3'/>")
                .contains("<memory unit='KiB'>2097152</memory>");
        assertThat(LibvirtXml.write(atlas.run().state(0))).doesNotContain("hostdev");
    }
}
