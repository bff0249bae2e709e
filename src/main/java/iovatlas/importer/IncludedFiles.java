package iovatlas.importer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// Finds files that a device-tree source includes: beside it, or in a folder `include` above.
final class IncludedFiles {

    private static final int MOST_BYTES = 4 << 20;
    private static final int FOLDERS_ABOVE = 6;

    private IncludedFiles() {}

    /// The text of an included file, by the name in the text that includes it.
    ///
    /// @param path the file that includes
    static Function<String, Optional<String>> of(Path path) {
        @Nullable Path folder = path.toAbsolutePath().getParent();
        if (Inputs.isStandardInput(path) || folder == null) {
            return _ -> Optional.empty();
        }
        return name -> {
            try {
                Optional<String> beside = text(folder, name);
                @Nullable Path above = folder;
                for (int i = 0; beside.isEmpty() && above != null && i < FOLDERS_ABOVE; i++) {
                    beside = text(above.resolve("include"), name);
                    above = above.getParent();
                }
                return beside;
            } catch (InvalidPathException odd) {
                return Optional.empty();
            }
        };
    }

    private static Optional<String> text(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
