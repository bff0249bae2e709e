package iovatlas.ui.differences;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagnostic.difference.Difference;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Machines;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class DifferencesModelTest {

    private static final Path X99 =
            Path.of(System.getProperty("user.dir"))
                    .resolve("../shared/real-data/machines/x99-asmedia-kernel-5.8-vs-5.9");

    private final DifferencesModel model =
            new DifferencesModel(new SameThreadExecutor(), OpenSessions::fail);

    private void read(Path before, Path after) {
        model.read(model.beforeProperty(), List.of(before));
        model.read(model.afterProperty(), List.of(after));
    }

    @Test
    void findsTheGroupThatAKernelUpdateMadeOfNine() {
        Assumptions.assumeTrue(
                Files.isDirectory(X99), "the recorded machines do not lie beside the project");
        read(X99.resolve("groups-kernel-5.8.txt"), X99.resolve("groups-kernel-5.9.txt"));
        assertThat(model.differences()).hasSize(11);
        assertThat(model.summary()).isEqualTo("11 with another recorded group");
        assertThat(model.differences())
                .allSatisfy(d -> {
                    assertThat(d.kind()).isEqualTo(Difference.Kind.RECORDED);
                    assertThat(d.after()).startsWith("group 29 with ");
                    assertThat(d.why())
                            .anySatisfy(line ->
                                    assertThat(line)
                                            .contains(
                                                    "00:1c.0, 00:1c.3, 00:1c.4, 00:1c.6 are"
                                                            + " functions of one device"));
                });
        model.filterProperty().set("0d:00.0");
        assertThat(model.shownProperty().get()).hasSize(11);
        model.filterProperty().set("0000:0d:00.0");
        assertThat(model.shownProperty().get()).hasSize(1);
    }

    @Test
    void comparesAnOpenDocumentWithAFile(@TempDir Path folder) throws IOException {
        DocumentSession session = OpenSessions.guestOverWindow();
        Path other =
                Files.writeString(
                        folder.resolve("other.yaml"),
                        Machines.GUEST_OVER_WINDOW
                                .replace("\"6.12\"", "\"6.1\"")
                                .replace(", acs: {cap: 0x5f}", ""));
        model.take(model.beforeProperty(), session);
        assertThat(model.summary()).startsWith("Choose two");
        model.read(model.afterProperty(), List.of(other));
        assertThat(model.differences())
                .anySatisfy(d -> assertThat(d.subject()).isEqualTo("kernel release"))
                .anySatisfy(d -> assertThat(d.kind()).isEqualTo(Difference.Kind.GROUP));
        assertThat(model.marks(session))
                .contains(new ElementId.OfFunction(PciAddress.parse("0000:01:00.0")));
        assertThat(model.text()).contains("fact: kernel release\n  - 6.12\n  + 6.1\n");
        assertThat(model.json()).contains("\"differences\"");
        model.swap();
        assertThat(model.text()).contains("fact: kernel release\n  - 6.1\n  + 6.12\n");
    }

    @Test
    void saysWhyAnInputCannotBeRead(@TempDir Path folder) throws IOException {
        Path no = Files.writeString(folder.resolve("no.txt"), "nothing\n");
        model.read(model.afterProperty(), List.of(no));
        assertThat(model.failureProperty().get()).contains("no.txt: this is");
        assertThat(model.afterProperty().get()).isNull();
    }
}
