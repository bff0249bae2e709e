package iovatlas.edit.part;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Checker;
import iovatlas.diagnostic.Severity;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.Timeline;
import iovatlas.topology.Architecture;
import iovatlas.topology.ElementId;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/// Presets and boards in a document that has nothing yet.
class PresetsTest {
    private static final Atlas EMPTY = Atlas.begun(KernelRelease.V7_3, Architecture.ARM64);

    private static Atlas with(Atlas atlas, Part part) {
        PlacePart edit = part.on(new ElementId.OfDocument());
        assertThat(edit.refusal(atlas)).isEmpty();
        return edit.apply(atlas);
    }

    private static List<String> functions(Atlas atlas, FunctionKind kind) {
        return atlas.topology().functions().stream()
                .filter(function -> function.kind() == kind)
                .map(PciFunction::at)
                .map(PciAddress::shortText)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"SWITCH_8", "SRIOV_64", "ARM_SERVER", "INTEL_DESKTOP"})
    void goIntoAnEmptyDocumentWithoutAnError(Part part) {
        Atlas atlas = with(EMPTY, part);
        Timeline timeline = Timeline.of(atlas.topology(), atlas.boot(), atlas.steps());
        assertThat(
                        new Checker(StandardRules.catalog())
                                .check(atlas, timeline)
                                .count(Severity.ERROR))
                .isZero();
        assertThat(DocumentReader.read(DocumentWriter.write(atlas)).atlas()).isEqualTo(atlas);
    }

    @Test
    void aSwitchBringsTheRootPortThatItNeeds() {
        Atlas atlas = with(EMPTY, Part.SWITCH_8);
        assertThat(functions(atlas, FunctionKind.ROOT_PORT)).containsExactly("00:01.0");
        assertThat(functions(atlas, FunctionKind.SWITCH_UPSTREAM)).containsExactly("01:00.0");
        assertThat(functions(atlas, FunctionKind.SWITCH_DOWNSTREAM)).hasSize(8);
    }

    @Test
    void aCardIsNoIntegratedEndpoint() {
        Atlas atlas = with(EMPTY, Part.SRIOV_64);
        assertThat(functions(atlas, FunctionKind.ENDPOINT)).contains("01:00.0");
        assertThat(functions(atlas, FunctionKind.INTEGRATED_ENDPOINT)).isEmpty();
    }

    @Test
    void aPortThatIsFreeIsTaken() {
        Atlas atlas = with(with(with(EMPTY, Part.ROOT_PORT), Part.SWITCH_8), Part.SRIOV_64);
        assertThat(functions(atlas, FunctionKind.ROOT_PORT)).containsExactly("00:01.0");
        assertThat(functions(atlas, FunctionKind.ENDPOINT)).contains("03:00.0");
    }
}
