package iovatlas.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/// `iovatlas capture`: prints the shell script that records a machine which has no Java.
@Command(
        name = "capture",
        description =
                "print the shell script that records a machine: iovatlas capture > capture.sh")
final class CaptureCommand implements Callable<Integer> {

    private static final String SCRIPT = "capture.sh";

    private final Console console;

    @Option(
            names = "--anonymise",
            description =
                    "a script that always leaves out serial numbers, MAC addresses, UUIDs and"
                            + " host names")
    private boolean anonymise;

    CaptureCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        String script = script();
        console.out()
                .print(
                        anonymise
                                ? script.replace("\nanonymise=no\n", "\nanonymise=yes\n")
                                : script);
        return ExitCode.FINE;
    }

    /// The script as it is printed.
    static String script() throws IOException {
        try (InputStream in = CaptureCommand.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException("the script is missing from this program, install it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
