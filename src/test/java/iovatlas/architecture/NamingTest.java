package iovatlas.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names say what a thing is, packages say what they are for, and nothing half-done is left.
class NamingTest {
    private static final Set<String> EMPTY_WORDS =
            Set.of("util", "utils", "common", "helper", "helpers", "manager", "managers", "impl");

    private static final Pattern EMPTY_CLASS_NAME =
            Pattern.compile(".*(Utils?|Helpers?|Managers?|Impl|Common)\\.java");

    /// Put together here, so that this file does not find itself.
    private static final Pattern UNFINISHED =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b|@Dis" + "abled\\b");

    private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sl" + "eep\\b");

    @Test
    void noPackageIsADrawerForEverything() {
        List<Path> drawers =
                packages()
                        .filter(folder -> EMPTY_WORDS.contains(folder.getFileName().toString()))
                        .toList();
        assertThat(drawers).as("a package is named for what its classes are about").isEmpty();
    }

    @Test
    void noClassIsNamedForHavingNoPurpose() {
        List<Path> files =
                SourceFiles.all().stream()
                        .filter(f -> EMPTY_CLASS_NAME.matcher(f.getFileName().toString()).matches())
                        .toList();
        assertThat(files).as("a class is named for what it is").isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        List<Path> bare = packages().filter(folder -> !isDescribed(folder)).toList();
        assertThat(bare)
                .as("package-info.java with @NullMarked and a /// paragraph, in main or in test")
                .isEmpty();
    }

    @Test
    void nothingUnfinishedIsLeft() {
        assertThat(matches(SourceFiles.all().stream(), UNFINISHED)).isEmpty();
    }

    @Test
    void noTestSleeps() {
        assertThat(matches(SourceFiles.under(SourceFiles.TEST), SLEEP))
                .as("a test waits for an event, never for a time")
                .isEmpty();
    }

    private static Set<String> matches(Stream<Path> files, Pattern pattern) {
        return files.filter(file ->
                        SourceFiles.lines(file).stream()
                                .anyMatch(line -> pattern.matcher(line).find()))
                .map(Path::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Returns every package folder that holds Java files, relative to its source root.
    private static Stream<Path> packages() {
        return Stream.of(SourceFiles.MAIN, SourceFiles.TEST)
                .flatMap(root -> SourceFiles.under(root).map(root::relativize))
                .map(Path::getParent)
                .distinct();
    }

    private static boolean isDescribed(Path folder) {
        return Stream.of(SourceFiles.MAIN, SourceFiles.TEST)
                .map(root -> root.resolve(folder).resolve("package-info.java"))
                .filter(Files::isRegularFile)
                .map(SourceFiles::lines)
                .anyMatch(lines ->
                        lines.contains("@NullMarked")
                                && lines.stream().anyMatch(line -> line.startsWith("/// ")));
    }
}
