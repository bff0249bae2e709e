package iovatlas.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

/// What a library may be used for, and where.
class LibraryTest {
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(ProgramClasses.all());
    }

    private static ArchRule only(String[] rooms, String[] library, String reason) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .because(reason);
    }

    private static String[] in(String... names) {
        return Stream.of(names).map(name -> "iovatlas." + name + "..").toArray(String[]::new);
    }

    private static String[] of(String... patterns) {
        return patterns;
    }

    @Test
    void jacksonReadsAndWritesOnlyAtTheEdges() {
        check(
                only(
                        in("document", "cli", "importer", "export.json", "ui.preferences"),
                        of("tools.jackson..", "com.fasterxml.jackson..", "org.snakeyaml.."),
                        "the model must not take the shape of a file"));
    }

    @Test
    void jacksonTwoIsNotUsed() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "com.fasterxml.jackson.core..",
                                "com.fasterxml.jackson.databind..",
                                "com.fasterxml.jackson.dataformat..")
                        .because("Jackson 3 is tools.jackson; one of the two is enough"));
    }

    @Test
    void picocliServesTheCommandLine() {
        check(only(in("cli", "app"), of("picocli.."), "options are the command line's matter"));
    }

    @Test
    void javaFxStaysInTheWindow() {
        check(
                only(
                        in("ui", "app"),
                        of(
                                "javafx..",
                                "com.sun.javafx..",
                                "org.controlsfx..",
                                "impl.org.controlsfx..",
                                "atlantafx..",
                                "org.kordamp.ikonli.."),
                        "everything below must run on a machine without a display"));
    }

    @Test
    void javaFxInternalsAreNotUsed() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "com.sun.javafx..", "com.sun.glass..", "com.sun.prism..")
                        .because("they change without notice"));
    }

    @Test
    void pdfBoxAndFontBoxServeExportAndFontMetrics() {
        check(
                only(
                        in("export", "diagram"),
                        of("org.apache.pdfbox..", "org.apache.fontbox.."),
                        "only pictures need fonts"));
    }

    @Test
    void java2dIsUsedOnlyForPngAndPdf() {
        check(
                only(
                        in("export.png", "export.pdf"),
                        of("java.awt..", "javax.imageio..", "javax.swing.."),
                        "a diagram is data; Java2D is one of the ways to paint it"));
    }

    @Test
    void archivesAreOpenedBySnapshotsOnly() {
        check(
                only(
                        in("importer.sysfs"),
                        of("org.apache.commons.."),
                        "guards against hostile archives belong in one place"));
    }

    @Test
    void modelDoesNotLog() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(Room.patterns(0, 4))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.slf4j..")
                        .because("a value says what it found by what it returns"));
    }

    @Test
    void logbackIsConfiguredInOnePlace() {
        check(only(in("app"), of("ch.qos.logback.."), "all others log through slf4j"));
    }

    @Test
    void printingBelongsToTheCommandLine() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackages(in("cli", "app"))
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .orShould()
                        .callMethod(Throwable.class, "printStackTrace")
                        .because("results go to the caller, accidents to the log");
        check(rule);
    }

    @Test
    void onlyTheEntryPointEndsTheProcess() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(Room.APP.pattern())
                        .should()
                        .callMethod(System.class, "exit", int.class)
                        .because("a command returns its exit code, so that tests can run it"));
    }

    @Test
    void modelHoldsNoMutableStaticState() {
        check(
                fields().that()
                        .areStatic()
                        .should()
                        .beFinal()
                        .because("two documents in one program must not meet in a static field"));
    }
}
