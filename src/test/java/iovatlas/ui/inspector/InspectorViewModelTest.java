package iovatlas.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.scenario.Step;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;

class InspectorViewModelTest {

    private static final PciAddress NIC = PciAddress.parse("0000:01:00.0");

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final InspectorViewModel model =
            new InspectorViewModel(session, new SameThreadExecutor(), OpenSessions::fail);

    private void select(ElementId element) {
        session.selection().select(element);
    }

    private Field property(String label) {
        return field(model.sheet().properties(), label);
    }

    private String computed(String label) {
        return field(model.sheet().computed(), label).value();
    }

    private static Field field(List<Field> fields, String label) {
        return fields.stream().filter(f -> f.label().equals(label)).findFirst().orElseThrow();
    }

    @Test
    void showsTheDocumentWhileNothingIsSelected() {
        assertThat(model.sheet().title()).isEqualTo("a guest over the window");
        assertThat(property("Kernel release").value()).isEqualTo("6.12");
    }

    @Test
    void tellsWhatFollowsForAFunctionAndWhyItsMappingIsRefused() {
        select(new ElementId.OfFunction(NIC));
        assertThat(model.sheet().title()).isEqualTo("01:00.0  nic0");
        assertThat(computed("Requester ID")).isEqualTo("0x0100");
        assertThat(computed("Stream ID")).isEqualTo("0x100  on smmu0");
        assertThat(computed("Container")).isEqualTo("c0");
        assertThat(computed("SW_MSI")).isEqualTo("0x08000000 +1M");
        assertThat(model.sheet().verdict()).contains("MAP_DMA \u2192 EINVAL");
        assertThat(model.sheet().why())
                .anyMatch(line -> line.source().contains("drivers/vfio/vfio_iommu_type1.c"));
        assertThat(model.sheet().changes()).isNotEmpty();
    }

    @Test
    void saysOfEveryComputedValueOfAFunctionWhereItComesFrom() {
        select(new ElementId.OfFunction(NIC));
        assertThat(model.sheet().computed())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.why().text()).as(field.label()).isNotBlank());
        assertThat(field(model.sheet().computed(), "Stream ID").why().text())
                .startsWith(
                        "The ID map of smmu0 turns 0x0000\u20130xffff into 0x0 and up: 0x0100"
                                + " becomes 0x100.");
        assertThat(field(model.sheet().computed(), "Container").why().text()).startsWith("Step 1 ");
    }

    @Test
    void renamesAFunctionSoThatUndoTakesItBack() {
        select(new ElementId.OfFunction(NIC));
        assertThat(model.change(property("Name"), "eth0")).isEmpty();
        assertThat(model.sheet().title()).isEqualTo("01:00.0  eth0");
        session.undo();
        assertThat(model.sheet().title()).isEqualTo("01:00.0  nic0");
    }

    @Test
    void saysWhatIsWrongWithANumberAndChangesNothing() {
        select(new ElementId.OfFunction(NIC));
        assertThat(model.change(property("Entries"), "many")).isPresent();
        assertThat(model.change(property("Entries"), "4096")).isPresent();
        assertThat(session.dirtyProperty().get()).isFalse();
        assertThat(model.change(property("Entries"), "16")).isEmpty();
        assertThat(property("Entries").value()).isEqualTo("16");
    }

    @Test
    void takesAnAcsWordAwayWithAnEmptyText() {
        select(new ElementId.OfFunction(PciAddress.parse("0000:00:01.0")));
        assertThat(model.change(property("ACS capability"), "0x10000")).isPresent();
        assertThat(model.change(property("ACS capability"), "")).isEmpty();
        assertThat(property("ACS").value()).isEmpty();
    }

    @Test
    void movesGuestMemoryOutOfTheWindow() {
        select(new ElementId.OfMemory("vm0", "vm0-ram"));
        assertThat(model.change(property("Base"), "0xffffffffffffffff")).isPresent();
        assertThat(model.change(property("Base"), "0x40000000")).isEmpty();
        assertThat(property("Base").value()).isEqualTo("0x40000000");
        assertThat(computed("Last")).isEqualTo("0xbfffffff");
    }

    @Test
    void placesAMappingElsewhereSoThatTheKernelTakesIt() {
        select(new ElementId.OfStep(2));
        assertThat(model.sheet().verdict()).contains("EINVAL");
        assertThat(model.change(property("IOVA"), "0x40000000")).isEmpty();
        assertThat(model.sheet().verdict()).isEmpty();
        assertThat(session.computed().timeline().result(2).isOk()).isTrue();
    }

    @Test
    void rangesOfIdMapsAreAddedAndTakenOutAndOverlapsAreSaidBefore() {
        select(new ElementId.OfIommu("smmu0"));
        int before = session.atlas().topology().idMaps().size();
        Field further = property("RIDs new");
        assertThat(model.judge(further, "0x0100-01ff -> 0x5000").wrong()).isEmpty();
        assertThat(model.judge(further, "0x0100-01ff -> 0x5000").caution())
                .hasValueSatisfying(text -> assertThat(text).contains("there it counts."));
        assertThat(model.judge(further, "here").wrong()).isPresent();
        assertThat(model.change(further, "0x0100-01ff -> 0x5000 (wired to 0x10)")).isEmpty();
        assertThat(session.atlas().topology().idMaps()).hasSize(before + 1);
        assertThat(session.atlas().topology().idMaps().getLast().wired()).isEqualTo(0x10);
        Field added = property("RIDs " + (before + 1));
        assertThat(added.value()).isEqualTo("0x0100-01ff \u2192 0x5000 (wired to 0x10)");
        assertThat(model.change(added, "")).isEmpty();
        assertThat(session.atlas().topology().idMaps()).hasSize(before);
    }

    @Test
    void switchesAStepOff() {
        select(new ElementId.OfStep(2));
        assertThat(model.change(property("Skipped"), "true")).isEmpty();
        assertThat(session.atlas().steps().get(1).enabled()).isFalse();
        assertThat(session.atlas().steps().get(1).action()).isInstanceOf(Step.Map.class);
    }

    static List<ElementId> everyKindOfThing() {
        Iova window = Iova.of(0x08000000);
        return List.of(
                new ElementId.OfHostBridge(0, 0),
                new ElementId.OfFunction(NIC),
                new ElementId.OfIommu("smmu0"),
                new ElementId.OfMsiController("its0"),
                new ElementId.OfGroup(0),
                new ElementId.OfOwner("vm0"),
                new ElementId.OfMemory("vm0", "vm0-ram"),
                new ElementId.OfSpace("c0"),
                new ElementId.OfIova("c0", AddressRange.of(window, window.plusExact(0xfff))),
                new ElementId.OfStep(1),
                new ElementId.OfVector(NIC, 2),
                new ElementId.OfHop(NIC, 2, 8));
    }

    @Test
    void aStationShowsItsValuesAndWhyTheMessageEndsThere() {
        select(new ElementId.OfHop(NIC, 2, 8));
        assertThat(model.sheet().title()).isEqualTo("vITS  hop 9 of 10");
        assertThat(model.sheet().text()).contains("Dev").contains("MAPTI").contains("vgic-its.c");
        select(new ElementId.OfHop(NIC, 2, 1));
        assertThat(model.sheet().text()).contains("0x08000040").contains("gets through");
        select(new ElementId.OfHop(NIC, 2, 2));
        assertThat(model.sheet().text()).contains("dma-iommu.c:iommu_dma_prepare_msi");
    }

    @ParameterizedTest
    @MethodSource("everyKindOfThing")
    void hasASheetOfItsOwnForEveryKindOfThing(ElementId element) {
        select(element);
        assertThat(model.sheet().title()).isNotEqualTo("a guest over the window").isNotBlank();
        assertThat(model.sheet().properties().size() + model.sheet().computed().size())
                .isPositive();
        assertThat(model.sheet().text()).startsWith(model.sheet().title());
    }

    @Test
    void showsTheDocumentForSomethingThatIsNotThere() {
        select(new ElementId.OfStep(99));
        assertThat(model.sheet().title()).isEqualTo("a guest over the window");
        assertThat(model.change(Field.of("Size", "1"), "2")).isEqualTo(Optional.empty());
    }
}
