package iovatlas.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Theme;
import iovatlas.export.Format;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.dialog.Accident;
import iovatlas.ui.dialog.FakeDialogs;
import iovatlas.ui.session.DocumentSaver;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.Set;

class ExportViewModelTest {

    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("0000:01:00.0"));
    private static final ElementId PORT =
            new ElementId.OfFunction(PciAddress.parse("0000:00:01.0"));

    private final DocumentSession session = OpenSessions.guestOverWindow();

    private ExportViewModel model(ElementId selected, Set<ElementId> visible) {
        ExportSource source =
                new ExportSource(
                        session.computed(),
                        session.layout(),
                        new ExportInput(
                                "machine.yaml",
                                "machine.yaml",
                                false,
                                () -> DocumentSaver.text(null, session.atlas())),
                        selected,
                        session.vectorProperty().get(),
                        visible,
                        ViewOptions.PLAIN);
        return new ExportViewModel(
                source, ExportForm.of(View.TOPOLOGY), new SameThreadExecutor(), OpenSessions::fail);
    }

    private static Accident accident(Path file, Throwable problem) {
        return new Accident("Cannot write " + file, problem.toString(), "");
    }

    private void change(ExportViewModel model, ExportForm form) {
        model.formProperty().set(form);
    }

    @Test
    void showsThePictureAndTheLineThatMakesIt() {
        ExportViewModel model = model(NIC, Set.of());

        assertThat(model.preview().drawing().shapes()).isNotEmpty();
        assertThat(model.preview().line())
                .isEqualTo(
                        "iovatlas render machine.yaml --view topology --format svg"
                                + " -o machine-topology.svg");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void previewsEveryFormat(Format format) {
        ExportViewModel model = model(NIC, Set.of());
        change(model, model.form().withKind(ExportKind.of(format)).withView(View.ALL));

        assertThat(model.preview().problem()).isEmpty();
        assertThat(model.preview().line()).contains("--format " + format.word());
        assertThat(model.preview().text().isEmpty())
                .isNotEqualTo(model.preview().drawing().shapes().isEmpty());
    }

    @Test
    void followsTheForm() {
        ExportViewModel model = model(NIC, Set.of());
        double whole = model.preview().drawing().width();
        change(
                model,
                model.form()
                        .withExtent(ExtentChoice.SELECTION)
                        .withTheme(Theme.DARK)
                        .withLegend(true));

        assertThat(model.preview().drawing().width()).isNotEqualTo(whole);
        assertThat(model.preview().line())
                .contains("--theme dark --legend --part 0000:01:00.0 -o machine-topology.svg");
    }

    @Test
    void offersOnlyExtentsThatThereAre() {
        assertThat(model(NIC, Set.of()).has(ExtentChoice.SUBTREE)).isFalse();
        assertThat(model(PORT, Set.of()).has(ExtentChoice.SUBTREE)).isTrue();
        assertThat(model(NIC, Set.of()).has(ExtentChoice.VIEWPORT)).isFalse();
        assertThat(model(new ElementId.OfStep(1), Set.of()).has(ExtentChoice.SELECTION)).isFalse();
    }

    @Test
    void cutsOutWhatThePaneShows() {
        ExportViewModel model = model(NIC, Set.of(NIC));
        change(model, model.form().withExtent(ExtentChoice.VIEWPORT));

        assertThat(model.preview().line()).containsPattern("--area \\d+,\\d+,\\d+,\\d+ -o");
        change(model, model.form().withView(View.ALL));
        assertThat(model.preview().problem()).contains("one picture");
        assertThat(model.preview().line()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAWidth() {
        ExportViewModel model = model(NIC, Set.of());
        change(model, model.form().withKind(ExportKind.of(Format.TEXT)).withWidth("wide"));
        assertThat(model.preview().problem()).contains("\"wide\" is no width");
        change(model, model.form().withWidth("20"));
        assertThat(model.preview().problem()).contains("at least 40 columns");
        change(model, model.form().withWidth("60"));
        assertThat(model.preview().problem()).isEmpty();
        assertThat(model.preview().text().lines()).allMatch(line -> line.length() <= 60);
        assertThat(model.preview().line()).contains("--width 60");
    }

    @Test
    void namesTheStepThatIsShown() {
        session.showStep(1);
        assertThat(model(NIC, Set.of()).preview().line()).contains("--step 1");
    }

    @Test
    void writesWhatItShowsAndCopies(@TempDir Path folder) {
        ExportViewModel model = model(NIC, Set.of());
        FakeDialogs dialogs = new FakeDialogs();
        int[] closed = {0};
        ExportCommands commands =
                new ExportCommands(
                        dialogs, folder, ExportViewModelTest::accident, () -> closed[0]++);
        Path file = folder.resolve("picture.svg");
        dialogs.files.add(file);

        commands.save(model);
        commands.copySvg(model);
        commands.copyPng(model);
        commands.copyText(model);
        commands.copyLine(model.preview().line());

        assertThat(closed[0]).isEqualTo(1);
        assertThat(file).content().contains("<svg ");
        assertThat(dialogs.noted).hasSize(1);
        assertThat(dialogs.copied.get(0)).contains("<svg ");
        assertThat(dialogs.copied.get(1)).startsWith("PNG of ");
        assertThat(dialogs.copied.get(2)).contains("root port");
        assertThat(dialogs.copied.get(3)).startsWith("iovatlas render");
    }

    @Test
    void tellsWhyAFileCannotBeWritten(@TempDir Path folder) {
        ExportViewModel model = model(NIC, Set.of());
        FakeDialogs dialogs = new FakeDialogs();
        dialogs.files.add(folder.resolve("absent/picture.svg"));
        new ExportCommands(dialogs, folder, ExportViewModelTest::accident, () -> {}).save(model);

        assertThat(dialogs.told).hasSize(1);
    }
}
