package iovatlas.ui.problems;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagnostic.Problem;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;

import org.junit.jupiter.api.Test;

class ProblemsViewModelTest {

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final ProblemsViewModel model = new ProblemsViewModel(session);

    private Problem overWindow() {
        return model.problems().stream()
                .filter(p -> p.rule().equals("MAP_OVER_RESERVED"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void choosingAProblemGoesToItsStepAndLightsItsAddresses() {
        model.choose(overWindow());
        assertThat(session.computed().step()).isEqualTo(2);
        assertThat(session.selection().selected().elements())
                .contains(new ElementId.OfStep(2), new ElementId.OfIommu("smmu0"));
        assertThat(session.selection().primary().orElseThrow())
                .isInstanceOf(ElementId.OfIova.class);
    }

    @Test
    void explainsWithTheKernelsSource() {
        assertThat(model.explain(overWindow())).contains("drivers/vfio/vfio_iommu_type1.c");
        assertThat(model.line(overWindow())).startsWith("error: MAP_OVER_RESERVED: ");
        assertThat(model.title().get()).isEqualTo("Problems " + model.problems().size());
    }
}
