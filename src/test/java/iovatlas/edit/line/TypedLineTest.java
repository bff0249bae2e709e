package iovatlas.edit.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.machine.Dependants;
import iovatlas.edit.part.Part;
import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.Architecture;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Machines typed line by line.
class TypedLineTest {

    private Atlas atlas = Atlas.begun(KernelRelease.V7_3, Architecture.ARM64);

    private void type(String... lines) {
        for (String line : lines) {
            var edit = TypedLine.parse(atlas, line);
            assertThat(edit.refusal(atlas)).as(line).isEmpty();
            atlas = edit.apply(atlas);
        }
    }

    private String refusal(String line) {
        return TypedLine.parse(atlas, line).refusal(atlas).orElseThrow();
    }

    private List<String> functions() {
        return atlas.topology().functions().stream()
                .map(PciFunction::at)
                .map(PciAddress::shortText)
                .toList();
    }

    private PciFunction function(String name) {
        return atlas.topology().functionNamed(name).orElseThrow();
    }

    @Test
    void numbersBusesAsEnumerationDoes() {
        type("root-port", "root-port", "nic under 00:02.0", "switch 2 under 00:01.0");
        assertThat(functions())
                .containsExactly("00:01.0", "00:02.0", "01:00.0", "02:00.0", "02:01.0", "05:00.0");
    }

    @Test
    void everythingThatNamesAFunctionFollowsIt() {
        type("root-port", "root-port", "nic under 00:02.0", "smmuv3", "its", "guest", "container");
        type("attach nic0 to c0", "map c0", "msi nic0 0");
        assertThat(function("nic0").at()).hasToString("0000:02:00.0");
        type("switch 4 under 00:01.0");
        assertThat(function("nic0").at()).hasToString("0000:07:00.0");
        assertThat(atlas.steps())
                .extracting(ScenarioStep::action)
                .filteredOn(iovatlas.scenario.Step.Attach.class::isInstance)
                .extracting(step -> ((iovatlas.scenario.Step.Attach) step).device())
                .containsExactly(function("nic0").at());
    }

    @Test
    void keepsNumbersThatAPersonGaveWhereTheyFit() {
        type("root-port", "root-port", "nic under 00:02.0");
        assertThat(function("nic0").at()).hasToString("0000:02:00.0");
        type("root-port slot 1c.0");
        assertThat(function("nic0").at()).hasToString("0000:02:00.0");
        type("nvme under 00:1c.0");
        assertThat(function("nvme0").at()).hasToString("0000:03:00.0");
    }

    @Test
    void saysWhyAPartCannotGoThere() {
        type("root-port", "nic under 00:01.0", "root-port");
        assertThat(refusal("nvme under 00:01.0"))
                .isEqualTo("The link below the bridge 00:01.0 has its device already: nic0.");
        assertThat(refusal("root-port under 00:01.0")).contains("it belongs on a root bus");
        assertThat(refusal("switch-downstream under 00:02.0"))
                .contains("it belongs below the upstream port of a switch");
        assertThat(refusal("nic slot 1.0 on 0000:00"))
                .isEqualTo("Function number 0 of device 01 is taken by 00:01.0.");
        type("switch under 00:02.0");
        assertThat(refusal("nic under " + switchPort()))
                .contains("on the internal bus of the switch");
    }

    private String switchPort() {
        return atlas.topology().functions().stream()
                .filter(f -> f.kind().spelling().equals("switch-upstream"))
                .map(f -> f.at().shortText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBusThatIsFullSaysSo() {
        type("host-bridge");
        for (int i = 1; i < 32; i++) {
            type("root-port");
        }
        assertThat(refusal("root-port")).contains("is full");
        for (int i = 1; i < 8; i++) {
            type("switch 30 under 00:%02x.0".formatted(i));
        }
        assertThat(refusal("switch 30 under 00:08.0")).startsWith("No bus number is left");
    }

    @Test
    void whatIsDroppedOnACardBecomesItsNextFunction() {
        type("root-port", "nic under 00:01.0", "nvme beside nic0");
        assertThat(functions()).containsExactly("00:01.0", "01:00.0", "01:00.1");
        assertThat(function("nic0").multifunction()).isTrue();
        type("remove nvme0");
        assertThat(function("nic0").multifunction()).isFalse();
    }

    @Test
    void virtualFunctionsGoWhereTheirPhysicalFunctionGoes() {
        type("root-port", "root-port", "sriov-nic 4 under 00:01.0", "move nic0 under 00:02.0");
        assertThat(functions())
                .containsExactly(
                        "00:01.0", "00:02.0", "02:00.0", "02:02.0", "02:02.1", "02:02.2",
                        "02:02.3");
    }

    @Test
    void removingShowsWhatDependsOnIt() {
        type("root-port", "switch under 00:01.0", "nic under 02:00.0", "smmuv3", "guest");
        type("container for vm0", "attach nic0 to c0", "map c0");
        var port = new ElementId.OfFunction(PciAddress.parse("00:01.0"));
        assertThat(Dependants.of(atlas, List.of(port)))
                .containsExactly("4 further functions go.", "Steps 1 bind, 2 attach go.");
        assertThat(Dependants.of(atlas, List.of(new ElementId.OfOwner("vm0"))))
                .containsExactly("1 container or IOAS goes.", "Steps 2 attach, 3 map go.");
        assertThat(Dependants.of(atlas, List.of(new ElementId.OfIommu("smmu0"))))
                .containsExactly("1 ID map goes.");
        type("remove 00:01.0");
        assertThat(atlas.steps()).hasSize(1);
    }

    @Test
    void anArmHostDeliversAMessageToItsGuest() {
        type("root-port", "switch under 00:01.0", "nic under 02:00.0", "nic under 02:01.0");
        type("smmuv3", "its", "cpus", "guest", "container");
        type("attach nic0 to c0", "map c0", "msi nic0 0");
        MsiPath path =
                MsiTracer.trace(
                        atlas.run().state(atlas.steps().size()),
                        function("nic0").at(),
                        IrqIndex.MSIX,
                        0);
        assertThat(path.verdict()).as(path.summary()).isEqualTo(MsiPath.Verdict.DELIVERED);
    }

    @Test
    void everyPartCanBePutSomewhereOrSaysWhyNot() {
        type("root-port", "root-port", "switch under 00:01.0", "smmuv3", "its", "guest");
        for (Part part : Part.values()) {
            var edit = part.on(new ElementId.OfDocument());
            edit.refusal(atlas).ifPresent(reason -> assertThat(reason).endsWith("."));
        }
    }

    @Test
    void refusesLinesThatMeanNothing() {
        assertThatThrownBy(() -> TypedLine.parse(atlas, "frobnicate"))
                .hasMessageContaining("neither a part nor a verb");
        assertThatThrownBy(() -> TypedLine.parse(atlas, "nic under 7"))
                .hasMessage("Nothing is called \"7\".");
        assertThatThrownBy(() -> TypedLine.parse(atlas, "attach"))
                .hasMessage("The line ends where a device should be.");
    }

    @Test
    void guestsOfAnyReleaseAreLaidOutAsThatReleaseDoes() {
        type("qemu-virt-9.1 old ram 4G", "qemu-virt new ram 4G", "qemu-pseries power ram 8G");
        var old = atlas.topology().memory("old-ecam").orElseThrow().range().first();
        var now = atlas.topology().memory("new-ecam").orElseThrow().range().first();
        assertThat(old.hex()).isEqualTo("0x4010000000");
        assertThat(now.hex()).isEqualTo("0x150000000");
        var power = (iovatlas.topology.ContainerOwner.Guest) atlas.topology().owner("power").get();
        assertThat(power.kvm()).isFalse();
        assertThat(power.architecture()).isEqualTo(Architecture.PPC64);
        assertThat(
                        iovatlas.document.DocumentReader.read(
                                        iovatlas.document.DocumentWriter.write(atlas))
                                .atlas())
                .isEqualTo(atlas);
        assertThatThrownBy(() -> TypedLine.parse(atlas, "qemu-virt-1.0"))
                .hasMessage("The memory map of QEMU virt 1.0 is not known; the first is 2.6.");
    }

    @Test
    void amdHostsMoveTheGuestsRamAboveOneTebibyte() {
        atlas = new iovatlas.edit.SetArchitecture(Architecture.X86_64).apply(atlas);
        type("amd-vi", "qemu-q35 vm1 ram 1T");
        assertThat(atlas.topology().memory("vm1-high").orElseThrow().range().first().hex())
                .isEqualTo("0x10000000000");
    }

    @Test
    void rangesOfIdMapsAreTypedAndOverlapsAreSaid() {
        type("root-port", "smmuv3", "its");
        int before = atlas.topology().idMaps().size();
        Edit edit = TypedLine.parse(atlas, "rids 0x0100-0x01ff to 0x8100 on smmu0");
        assertThat(edit.caution(atlas))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("has some of these requester IDs; there it"));
        type("rids 0x0100-0x01ff to 0x8100 on smmu0", "rids 0x0200 -> 0x0 on its0");
        assertThat(atlas.topology().idMaps()).hasSize(before + 2);
        assertThat(atlas.topology().idMaps().getLast().target()).isEqualTo("its0");
        assertThatThrownBy(() -> TypedLine.parse(atlas, "rids 0x0100 to 0x0 on nic7"))
                .hasMessage("There is no IOMMU and no MSI controller \"nic7\".");
        assertThatThrownBy(() -> TypedLine.parse(atlas, "rids 0x0300-0x0200 to 0x0 on smmu0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pageTablesAreAllocatedAttachedToAndCopiedTo() {
        type("root-port", "nic under 00:01.0", "smmuv3", "its", "guest", "ioas", "ioas");
        type("attach nic0 to ioas0", "map ioas0", "hwpt nic0 on ioas0", "attach nic0 to hwpt0");
        type("copy ioas0 to ioas1", "attach nic0 to ioas1");
        assertThat(atlas.steps())
                .extracting(step -> step.action().word())
                .containsExactly("bind", "attach", "map", "alloc-hwpt", "attach", "copy", "attach");
        assertThat(refusal("attach nic0 to ioas1")).contains("is in ioas1 already.");
        assertThat(refusal("copy ioas0 to ioas1")).startsWith("No step maps anything in ioas0");
        assertThat(refusal("hwpt 00:01.0 on ioas0")).contains("cannot be attached");
        assertThat(refusal("hwpt nic0 on vm0")).contains("There is no container or IOAS \"vm0\"");
        type("hwpt nic0 on ioas1", "remove ioas1");
        assertThat(atlas.steps()).hasSize(5);
        type("destroy hwpt0", "destroy ioas0", "container");
        assertThat(atlas.steps().subList(5, 7))
                .extracting(ScenarioStep::action)
                .containsExactly(
                        new Step.Destroy("ioas0", "hwpt0"), new Step.Destroy("ioas0", null));
        assertThat(refusal("destroy c0")).startsWith("There is no IOAS \"c0\"");
        assertThat(refusal("destroy nic0")).contains("There is no container or IOAS \"nic0\"");
    }

    @Test
    void aMessageReachesAnEmulatedPowerGuest() {
        type("root-port", "nic under 00:01.0", "smmuv3", "its", "cpus", "qemu-pseries vm0 ram 64M");
        type("container", "attach nic0 to c0", "map c0", "msi nic0 0");
        MsiPath path =
                MsiTracer.trace(
                        atlas.run().state(atlas.steps().size()),
                        function("nic0").at(),
                        IrqIndex.MSIX,
                        0);
        assertThat(path.verdict()).as(path.summary()).isEqualTo(MsiPath.Verdict.DELIVERED);
        assertThat(path.summary()).contains("source 0x1300");
    }
}
