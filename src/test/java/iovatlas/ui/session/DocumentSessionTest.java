package iovatlas.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Layout;
import iovatlas.atlas.MsiVector;
import iovatlas.document.ChangeProperty;
import iovatlas.edit.SetKernelRelease;
import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.IrqIndex;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.work.SameThreadExecutor;
import iovatlas.ui.work.TaskExecutor;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class DocumentSessionTest {

    private static final PciAddress NIC = PciAddress.parse("0000:01:00.0");
    private static final Path FILE = Path.of("machine.yaml");

    private final List<Throwable> faults = new ArrayList<>();

    private DocumentSession session(TaskExecutor executor) {
        return new DocumentSession(
                executor,
                Machines.analysis(),
                DocumentOrigin.of(FILE, Machines.document()),
                Machines.computed(),
                faults::add);
    }

    private DocumentSession session() {
        return session(new SameThreadExecutor());
    }

    @Test
    void beginsAtTheLastStepWithNothingSelectedAndNothingToSave() {
        DocumentSession session = session();
        assertThat(session.stepProperty().get()).isEqualTo(4);
        assertThat(session.selection().selected().isEmpty()).isTrue();
        assertThat(session.dirtyProperty().get()).isFalse();
        assertThat(session.vectorProperty().get()).isEqualTo(new MsiVector(NIC, IrqIndex.MSIX, 2));
    }

    @Test
    void seekingShowsTheStateOfThatStep() {
        DocumentSession session = session();
        session.showStep(2);
        assertThat(session.computed().step()).isEqualTo(2);
        assertThat(session.computed().result().orElseThrow().word()).isEqualTo("EINVAL");
        session.showStep(-3);
        assertThat(session.stepProperty().get()).isZero();
        assertThat(session.computed().result()).isEmpty();
        session.showStep(99);
        assertThat(session.stepProperty().get()).isEqualTo(4);
    }

    @Test
    void seekingKeepsTheTimeline() {
        DocumentSession session = session();
        Computed before = session.computed();
        session.showStep(1);
        assertThat(session.computed().timeline()).isSameAs(before.timeline());
    }

    @Test
    void whatIsSelectedStaysSelectedUnderItsNewNameOrAddress() {
        DocumentSession session = session();
        ElementId nic = new ElementId.OfFunction(NIC);
        ElementId moved = new ElementId.OfFunction(PciAddress.parse("0000:01:01.0"));
        session.selection().select(List.of(new ElementId.OfIommu("smmu0"), nic));
        assertThat(session.apply(new ChangeProperty(nic, "at", "0000:01:01.0"))).isEmpty();
        assertThat(session.selection().selected().elements())
                .containsExactly(new ElementId.OfIommu("smmu0"), moved);
        assertThat(session.vectorProperty().get())
                .isEqualTo(new MsiVector(PciAddress.parse("0000:01:01.0"), IrqIndex.MSIX, 2));
        session.apply(new ChangeProperty(new ElementId.OfIommu("smmu0"), "name", "smmu7"));
        assertThat(session.selection().selected().elements())
                .containsExactly(new ElementId.OfIommu("smmu7"), moved);
        session.undo();
        session.undo();
        assertThat(session.selection().selected().elements())
                .containsExactly(new ElementId.OfIommu("smmu0"), nic);
        session.redo();
        assertThat(session.selection().primary()).contains(moved);
    }

    @Test
    void aSelectedRegionOfMemoryStaysSelectedWhenItIsRenamed() {
        DocumentSession session = session();
        ElementId memory = new ElementId.OfMemory("vm0", "vm0-ram");
        session.selection().select(memory);
        assertThat(session.apply(new ChangeProperty(memory, "name", "low"))).isEmpty();
        assertThat(session.selection().primary()).contains(new ElementId.OfMemory("vm0", "low"));
        session.apply(new ChangeProperty(new ElementId.OfOwner("vm0"), "name", "guest"));
        assertThat(session.selection().primary()).contains(new ElementId.OfMemory("guest", "low"));
        session.undo();
        session.undo();
        assertThat(session.selection().primary()).contains(memory);
    }

    @Test
    void anEditChangesWhatTheKernelAnswersAndCanBeUndone() {
        DocumentSession session = session();
        assertThat(session.apply(new SetKernelRelease(KernelRelease.V4_9))).isEmpty();
        assertThat(session.dirtyProperty().get()).isTrue();
        assertThat(session.undoTextProperty().get()).contains("4.9");
        assertThat(session.computed().state().facts().release().value())
                .isEqualTo(KernelRelease.V4_9);
        session.undo();
        assertThat(session.dirtyProperty().get()).isFalse();
        assertThat(session.redoTextProperty().get()).contains("4.9");
        assertThat(session.computed().state().facts().release().value())
                .isEqualTo(KernelRelease.V6_12);
        session.redo();
        assertThat(session.computed().state().facts().release().value())
                .isEqualTo(KernelRelease.V4_9);
    }

    @Test
    void aRefusedEditSaysWhyAndChangesNothing() {
        DocumentSession session = session();
        assertThat(session.apply(new SetKernelRelease(KernelRelease.of(2, 6)))).isPresent();
        assertThat(session.dirtyProperty().get()).isFalse();
    }

    @Test
    void theNewestRequestWins() {
        QueuedExecutor executor = new QueuedExecutor();
        DocumentSession session = session(executor);
        List<KernelRelease> shown = new ArrayList<>();
        session.computedProperty()
                .subscribe((_, now) -> shown.add(now.atlas().boot().release().value()));
        session.apply(new SetKernelRelease(KernelRelease.V5_15));
        session.apply(new SetKernelRelease(KernelRelease.V6_1));
        session.apply(new SetKernelRelease(KernelRelease.V6_18));
        assertThat(session.atlas().boot().release().value()).isEqualTo(KernelRelease.V6_18);
        executor.runAll();
        assertThat(shown).containsExactly(KernelRelease.V6_18);
    }

    @Test
    void whatIsShownBelongsTogetherWhileItIsComputed() {
        QueuedExecutor executor = new QueuedExecutor();
        DocumentSession session = session(executor);
        session.apply(new SetKernelRelease(KernelRelease.V5_15));
        Computed lagging = session.computed();
        assertThat(lagging.state().facts().release().value())
                .isEqualTo(lagging.atlas().boot().release().value());
        executor.runAll();
        assertThat(session.computed().atlas()).isSameAs(session.atlas());
    }

    @Test
    void savingWhileSomebodyGoesOnEditingLeavesTheNewEditsUnsaved() {
        DocumentSession session = session();
        session.apply(new SetKernelRelease(KernelRelease.V5_15));
        var written = session.atlas();
        session.apply(new SetKernelRelease(KernelRelease.V6_1));
        session.saved(written, Layout.EMPTY, DocumentOrigin.of(FILE, Machines.document()));
        assertThat(session.dirtyProperty().get()).isTrue();
        session.saved(session.atlas(), Layout.EMPTY, DocumentOrigin.of(FILE, Machines.document()));
        assertThat(session.dirtyProperty().get()).isFalse();
    }

    @Test
    void theVectorFollowsTheSelection() {
        DocumentSession session = session();
        session.selection().select(new ElementId.OfVector(NIC, 5));
        assertThat(session.vectorProperty().get().vector()).isEqualTo(5);
        session.selection().select(new ElementId.OfFunction(NIC));
        assertThat(session.vectorProperty().get().vector()).isEqualTo(5);
        session.selection().select(new ElementId.OfStep(4));
        assertThat(session.vectorProperty().get().vector()).isEqualTo(2);
        session.selection().select(new ElementId.OfGroup(0));
        assertThat(session.vectorProperty().get().vector()).isEqualTo(2);
    }

    @Test
    void aFaultOfTheComputationIsReportedAndTheOldPictureStays() {
        DocumentSession session =
                new DocumentSession(
                        new SameThreadExecutor(),
                        (_, _, _, _) -> {
                            throw new IllegalStateException("broken");
                        },
                        DocumentOrigin.of(FILE, Machines.document()),
                        Machines.computed(),
                        faults::add);
        Computed before = session.computed();
        session.apply(new SetKernelRelease(KernelRelease.V5_15));
        assertThat(faults).hasSize(1);
        assertThat(session.computed()).isSameAs(before);
    }
}
