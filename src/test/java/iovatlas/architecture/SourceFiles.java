package iovatlas.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The Java files of the repository, found from the project folder in which tests run.
final class SourceFiles {
    static final Path MAIN = Path.of("src/main/java");
    static final Path TEST = Path.of("src/test/java");

    private SourceFiles() {}

    /// Returns the program's and the tests' Java files, sorted by path.
    static List<Path> all() {
        return Stream.of(MAIN, TEST).flatMap(SourceFiles::under).toList();
    }

    /// Returns the Java files below a folder, sorted by path.
    static Stream<Path> under(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the lines of a file.
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
