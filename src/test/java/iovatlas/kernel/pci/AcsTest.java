package iovatlas.kernel.pci;

import static iovatlas.topology.FunctionKind.CONVENTIONAL;
import static iovatlas.topology.FunctionKind.ENDPOINT;
import static iovatlas.topology.FunctionKind.EVENT_COLLECTOR;
import static iovatlas.topology.FunctionKind.ROOT_PORT;
import static iovatlas.topology.FunctionKind.SWITCH_UPSTREAM;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;
import java.util.Set;

class AcsTest {

    private static final String PORT = "00:01.0";

    @ParameterizedTest
    @CsvSource({
        "'',0x1d",
        "pci=noats,0x1f",
        "pci=disable_acs_redir=00:01.0,0",
        "pci=disable_acs_redir=pci:1b36:000c,0",
        "pci=disable_acs_redir=pci:1b36:0,0",
        "pci=disable_acs_redir=00:02.0,0x1d",
        "pci=disable_acs_redir=00:02.0;0000:00:01.0,0",
        "pci=noaer:config_acs=1@00:01.0,0x1d",
        "'pci=noaer,config_acs=1@00:01.0',1",
        "pci=config_acs=xx00000@00:01.0,0",
        "pci=config_acs=xx111x1@00:01.0,0x1d",
        "pci=config_acs=1111111@00:01.0,0x5f",
        "pci=config_acs=10000000@00:01.0,0x1d",
        "pci=config_acs=1y@00:01.0,0x1d",
        "pci=config_acs=1,0x1d",
        "pci=config_acs=0@00:09.0;1@00:01.0,1",
    })
    void commandLineChoosesTheControlWord(String line, String control) {
        assertThat(control(port(0x5f).commandLine(line))).isEqualTo(Integer.decode(control));
    }

    @Test
    void olderKernelsClearOnlyTheRedirectBitsAndKnowNoConfigAcs() {
        PciMachine machine = port(0x5f).release(KernelRelease.V6_1);
        assertThat(control(machine.commandLine("pci=disable_acs_redir=00:01.0"))).isEqualTo(0x11);
        assertThat(control(machine.commandLine("pci=config_acs=0000000@00:01.0"))).isEqualTo(0x1d);
    }

    @Test
    void pathSelectorsWalkDownFromTheirRoot() {
        PciMachine machine =
                PciMachine.vtd()
                        .rootPort("00:01.0", "05", 0x1f)
                        .add(ROOT_PORT, "05:00.0", f -> withAcs(f, AcsCapability.of(0x1f)))
                        .commandLine("pci=disable_acs_redir=00:01.0/00.0");
        assertThat(word(machine, "05:00.0").control()).isZero();
        assertThat(word(machine, "00:01.0").control()).isEqualTo(0x1d);
    }

    @Test
    void deviceTreeBootsOfOldKernelsLeaveFirmwaresWord() {
        PciMachine machine = smmuPort().deviceTree();
        assertThat(control(machine)).isEqualTo(0x1d);
        assertThat(control(machine.release(KernelRelease.V6_12))).isZero();
        assertThat(control(smmuPort().release(KernelRelease.V6_12))).isEqualTo(0x1d);
    }

    @Test
    void functionsEnumeratedLaterGetTheBitsEvenThen() {
        PciMachine machine = smmuPort().deviceTree().release(KernelRelease.V6_1);
        AcsSettings settings =
                AcsSettings.of(machine.topology(), machine.facts(), Set.of(PciAddress.parse(PORT)));
        PciNode node = PciTree.of(machine.topology()).node(PciAddress.parse(PORT)).orElseThrow();
        assertThat(Optional.ofNullable(settings.of(node))).map(AcsWord::control).hasValue(0x1d);
    }

    @Test
    void nothingIsSetWithoutAnIommu() {
        PciMachine machine =
                PciMachine.empty().add(ROOT_PORT, PORT, f -> withAcs(f, AcsCapability.of(0x5f)));
        assertThat(control(machine)).isZero();
    }

    @Test
    void aGivenControlWordWins() {
        PciMachine machine =
                PciMachine.vtd()
                        .add(ROOT_PORT, PORT, f -> withAcs(f, new AcsCapability(0x5f, 0x5)));
        assertThat(control(machine)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "ROOT_PORT,,false",
        "ROOT_PORT,0,true",
        "ROOT_PORT,0x1f,true",
        "SWITCH_DOWNSTREAM,,false",
        "SWITCH_UPSTREAM,,true",
        "ENDPOINT,,true",
        "LEGACY_ENDPOINT,,true",
        "INTEGRATED_ENDPOINT,,true",
        "EVENT_COLLECTOR,0x1f,false",
        "PCIE_TO_PCI_BRIDGE,0x1f,false",
        "PCI_TO_PCIE_BRIDGE,,false",
        "CONVENTIONAL_BRIDGE,,false",
        "CONVENTIONAL,,false"
    })
    void typeAndRegistersDecide(FunctionKind kind, String acs, boolean isolates) {
        PciMachine machine =
                PciMachine.vtd()
                        .add(
                                kind,
                                PORT,
                                f ->
                                        acs == null
                                                ? f
                                                : withAcs(
                                                        f, AcsCapability.of(Integer.decode(acs))));
        assertThat(isolates(machine)).isEqualTo(isolates);
    }

    @ParameterizedTest
    @CsvSource({
        "ENDPOINT,8086:10fb,true",
        "ENDPOINT,8086:10fe,false",
        "ENDPOINT,14e4:1751,true",
        "ROOT_PORT,8086:9c18,true",
        "ROOT_PORT,8086:a110,false",
        "ROOT_PORT,17cb:0401,true",
        "ROOT_PORT,17cb:0115,true",
        "ROOT_PORT,1d17:0720,false",
        "ROOT_PORT,1d17:0721,true",
        "ENDPOINT,8088:1001,true",
        "ENDPOINT,8088:1002,false",
        "ROOT_PORT,177d:a5a5,true",
        "SWITCH_DOWNSTREAM,177d:a5a5,false",
        "INTEGRATED_ENDPOINT,8086:1234,true",
        "EVENT_COLLECTOR,8086:1234,false",
        "ROOT_PORT,1c36:0031,true"
    })
    void deviceQuirksDecideFirst(FunctionKind kind, String id, boolean isolates) {
        PciMachine machine =
                PciMachine.vtd()
                        .add(
                                kind,
                                PORT,
                                f ->
                                        PciMachine.identified(
                                                f.withMultifunction(true), id, 0x020000));
        assertThat(isolates(machine)).isEqualTo(isolates);
    }

    @Test
    void portsThatTheKernelProgramsNeedSomebodyWhoAsks() {
        PciMachine machine =
                PciMachine.empty()
                        .add(ROOT_PORT, PORT, f -> PciMachine.identified(f, "8086:9c18", 0x060400));
        assertThat(isolates(machine)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5.8,true", "5.9,false", "5.9.8,false", "5.9.9,true", "5.10,true", "6.12,true"})
    void aReleasePassesByPortsThatHaveNoCapability(String release, boolean isolates) {
        PciMachine machine =
                PciMachine.vtd()
                        .release(KernelRelease.parse(release))
                        .add(ROOT_PORT, PORT, f -> PciMachine.identified(f, "8086:8d10", 0x060400));
        assertThat(isolates(machine)).isEqualTo(isolates);
    }

    @Test
    void southbridgeFunctionsIsolateOnlyBesideAnAmdIommuOnTheRootBus() {
        assertThat(isolates(southbridge(PciMachine.amd()))).isTrue();
        assertThat(isolates(southbridge(PciMachine.vtd()))).isFalse();
    }

    @Test
    void brokenSourceValidationIsIgnoredInNewKernels() {
        PciMachine machine =
                PciMachine.vtd()
                        .add(
                                ROOT_PORT,
                                PORT,
                                f ->
                                        withAcs(
                                                PciMachine.identified(f, "111d:80b5", 0x060400),
                                                AcsCapability.of(0x1f)));
        assertThat(control(machine)).isEqualTo(0x1c);
        assertThat(control(machine.release(KernelRelease.V6_1))).isEqualTo(0x1d);
        assertThat(isolates(machine)).isTrue();
    }

    @Test
    void everyVerdictNamesItsFunctionAndItsRule() {
        PciMachine machine = PciMachine.vtd().add(EVENT_COLLECTOR, PORT, f -> f);
        assertThat(verdict(machine).reason().text())
                .isEqualTo(
                        "event-collector 0000:00:01.0 is of a type (event-collector) that can never"
                                + " isolate");
    }

    private static PciMachine southbridge(PciMachine machine) {
        return machine.add(
                CONVENTIONAL,
                PORT,
                f -> PciMachine.identified(f.withMultifunction(true), "1022:780f", 0x060401));
    }

    private static PciMachine port(int capability) {
        return PciMachine.vtd()
                .add(
                        ROOT_PORT,
                        PORT,
                        f ->
                                withAcs(
                                        PciMachine.identified(f, "1b36:000c", 0x060400),
                                        AcsCapability.of(capability)));
    }

    @Test
    void translationIsBlockedOutsideTheMachine() {
        PciMachine machine =
                PciMachine.vtd()
                        .add(
                                ROOT_PORT,
                                PORT,
                                f ->
                                        withAcs(f, AcsCapability.of(0x5f))
                                                .withBuses(new BusRange(1, 2))
                                                .withExternalFacing(true))
                        .bridge(SWITCH_UPSTREAM, "01:00.0", "02", 0x1f)
                        .part(ENDPOINT, "02:00.0", 0x1d);
        assertThat(word(machine, "01:00.0").control()).isEqualTo(0x1f);
        assertThat(word(machine, "02:00.0").control()).as("bit not implemented").isEqualTo(0x1d);
        assertThat(control(machine)).as("the port itself").isEqualTo(0x1f);
        assertThat(word(machine, PORT).reason().rule()).isEqualTo(PciRules.ACS_EXTERNAL);
        machine.release(KernelRelease.V6_12);
        assertThat(word(machine, "01:00.0").control()).isEqualTo(0x1f);
        assertThat(control(machine)).as("not known when it was enumerated").isEqualTo(0x1d);
        assertThat(word(machine.release(KernelRelease.V4_19), "01:00.0").control()).isEqualTo(0x1d);
    }

    private static PciMachine smmuPort() {
        return PciMachine.smmu().add(ROOT_PORT, PORT, f -> withAcs(f, AcsCapability.of(0x5f)));
    }

    private static PciFunction withAcs(PciFunction function, AcsCapability acs) {
        return function.withCapabilities(PciCapabilities.NONE.withAcs(acs));
    }

    private static int control(PciMachine machine) {
        return word(machine, PORT).control();
    }

    private static AcsWord word(PciMachine machine, String at) {
        PciTree tree = PciTree.of(machine.topology(), machine.facts().release().value());
        AcsSettings settings = AcsSettings.of(machine.topology(), machine.facts(), Set.of());
        return tree.node(PciAddress.parse(at))
                .flatMap(node -> Optional.ofNullable(settings.of(node)))
                .orElseThrow();
    }

    private static boolean isolates(PciMachine machine) {
        return verdict(machine).isolates();
    }

    private static AcsVerdict verdict(PciMachine machine) {
        PciTree tree = PciTree.of(machine.topology(), machine.facts().release().value());
        AcsSettings settings = AcsSettings.of(machine.topology(), machine.facts(), Set.of());
        return new AcsJudge(tree, machine.topology(), settings)
                .verdict(tree.node(PciAddress.parse(PORT)).orElseThrow());
    }
}
