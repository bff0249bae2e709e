package iovatlas.ui.search;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.action.Action;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.session.DocumentOrigin;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Machines;
import iovatlas.ui.session.Workspace;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class FinderModelTest {

    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("0000:01:00.0"));

    private final Workspace workspace = new Workspace();
    private final ActionTable actions = new ActionTable();
    private final List<ActionId> done = new ArrayList<>();

    @BeforeEach
    void open() {
        actions.add(Action.always(ActionId.SAVE, () -> done.add(ActionId.SAVE)));
        workspace.add(
                new DocumentSession(
                        new SameThreadExecutor(),
                        Machines.analysis(),
                        DocumentOrigin.of(Path.of("machine.yaml"), Machines.document()),
                        Machines.computed(),
                        fault -> {
                            throw new AssertionError(fault);
                        }));
    }

    private DocumentSession session() {
        return workspace.current().orElseThrow();
    }

    private Hit first(FinderModel model, String query) {
        model.begin();
        model.queryProperty().set(query);
        return model.results().getFirst();
    }

    @Test
    void findsAFunctionByAddressByNameAndById() {
        FinderModel model = new FinderModel(workspace, actions, false);
        for (String query : List.of("01:00.0", "nic0", "8086:1572", "0000:01:00")) {
            model.accept(first(model, query));
            assertThat(session().selection().primary()).as(query).contains(NIC);
            session().selection().clear();
        }
    }

    @Test
    void findsWhatLiesAtAnAddress() {
        Hit hit = first(new FinderModel(workspace, actions, false), "0x0800_0040");
        assertThat(hit.text()).contains("doorbell");
        assertThat(hit.detail()).startsWith("c0");
    }

    @Test
    void saysThatAnAddressIsFree() {
        Hit hit = first(new FinderModel(workspace, actions, false), "0x7_0000_0000");
        assertThat(hit.text()).contains("free in c0");
    }

    @Test
    void goingToAStepShowsIt() {
        FinderModel model = new FinderModel(workspace, actions, false);
        model.accept(first(model, "step 2"));
        assertThat(session().stepProperty().get()).isEqualTo(2);
        assertThat(session().selection().primary()).contains(new ElementId.OfStep(2));
    }

    @Test
    void thePaletteHasCommandsOnly() {
        FinderModel model = new FinderModel(workspace, actions, true);
        model.begin();
        assertThat(model.results()).allMatch(hit -> hit.target() instanceof Hit.Command);
        model.accept(first(model, "save"));
        assertThat(done).containsExactly(ActionId.SAVE);
    }

    @Test
    void beginningAnewForgetsTheQuery() {
        FinderModel model = new FinderModel(workspace, actions, false);
        model.queryProperty().set("zzzz");
        assertThat(model.results()).isEmpty();
        model.begin();
        assertThat(model.queryProperty().get()).isEmpty();
        assertThat(model.results()).isNotEmpty();
    }
}
