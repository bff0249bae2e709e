package iovatlas.ui.tables;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.table.TableKind;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TablesViewModelTest {

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final TablesViewModel model =
            new TablesViewModel(session, new SameThreadExecutor(), OpenSessions::fail);

    @Test
    void makesNoTableWhileNobodyLooks() {
        assertThat(model.table().columns()).isEmpty();
        model.setWatched(true);
        assertThat(model.table().rows()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(TableKind.class)
    void everyRowHasACellForEveryColumn(TableKind kind) {
        model.setWatched(true);
        model.kindProperty().set(kind);
        assertThat(model.table().columns()).isNotEmpty();
        assertThat(model.table().rows())
                .allMatch(row -> row.cells().size() == model.table().columns().size());
    }

    @Test
    void listsTheReservedWindowOfTheFunction() {
        model.setWatched(true);
        model.kindProperty().set(TableKind.REGIONS);
        assertThat(model.table().text()).contains("SW_MSI").contains("0x08000000");
    }

    @Test
    void filtersAndSelects() {
        model.setWatched(true);
        model.filterProperty().set("nic0");
        assertThat(model.table().rows()).hasSize(1);
        model.choose(model.table().rows().getFirst());
        assertThat(session.selection().primary())
                .contains(new ElementId.OfFunction(PciAddress.parse("0000:01:00.0")));
    }
}
