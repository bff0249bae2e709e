package iovatlas.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The shell script that records a machine without Java on it.
public final class CaptureScript {

    private static final String SCRIPT = "/iovatlas/cli/capture.sh";

    private CaptureScript() {}

    /// The script.
    ///
    /// @param anonymise leave serial numbers, MAC addresses, UUIDs and host names out always
    /// @throws IOException when this program lacks it
    public static String text(boolean anonymise) throws IOException {
        try (InputStream in = CaptureScript.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException("the script is missing from this program, install it anew");
            }
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return anonymise ? script.replace("\nanonymise=no\n", "\nanonymise=yes\n") : script;
        }
    }
}
