package iovatlas.ui.preferences;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The preferences on disk. A file that cannot be read counts as none: losing a window size is no
/// reason to fail. Written to a file beside it and moved over, so that it is never half there.
public final class PreferenceFile {

    private static final Logger LOG = LoggerFactory.getLogger(PreferenceFile.class);
    private static final String NAME = "preferences.json";

    private final Path file;

    /// @param folder where the file is; made when it is first written
    public PreferenceFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /// What the file says; the defaults when there is none or it is broken.
    public Preferences read() {
        try {
            return PreferencesText.read(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException _) {
            return Preferences.DEFAULT;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            LOG.info("{} cannot be read, the defaults count: {}", file, e.getMessage());
            return Preferences.DEFAULT;
        }
    }

    /// Puts the preferences on disk; a failure is logged.
    public synchronized void write(Preferences value) {
        Path next = file.resolveSibling(NAME + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(next, PreferencesText.write(value), StandardCharsets.UTF_8);
            Files.move(
                    next,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("{} cannot be written", file, e);
        }
    }
}
