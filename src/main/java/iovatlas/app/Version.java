package iovatlas.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The program's version, as the build wrote it into `version.txt`.
///
/// Read by hand and not from the manifest, because the program also runs from a folder of classes.
public final class Version {
    private static final String RESOURCE = "version.txt";

    private Version() {}

    /// Returns the version alone, for example `0.1.0`.
    ///
    /// @throws IllegalStateException if the build left the resource out
    public static String text() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
