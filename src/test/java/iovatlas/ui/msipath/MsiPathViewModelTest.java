package iovatlas.ui.msipath;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Drawing;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;

class MsiPathViewModelTest {

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final MsiPathViewModel model = new MsiPathViewModel(session, new SameThreadExecutor());

    @Test
    void beginsWithTheVectorThatIsFired() {
        assertThat(model.title().get()).isEqualTo("MSI path \u2014 01:00.0 MSI-X 2");
        assertThat(model.arguments()).isEqualTo("0000:01:00.0 2");
    }

    @Test
    void stopsAtTheEndsOfTheTable() {
        model.move(100);
        assertThat(model.title().get()).endsWith(" 7");
        model.move(-100);
        assertThat(model.title().get()).endsWith(" 0");
    }

    @Test
    void drawsAFlatPaneInOneRow() {
        model.setRoom(900, 110);
        Drawing flat = model.drawing().get();
        model.setRoom(900, 600);
        assertThat(flat.height()).isLessThan(model.drawing().get().height());
    }
}
