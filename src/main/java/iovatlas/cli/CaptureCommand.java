package iovatlas.cli;

import iovatlas.export.CaptureScript;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.concurrent.Callable;

/// `iovatlas capture`: prints the shell script that records a machine which has no Java.
@Command(
        name = "capture",
        description =
                "print the shell script that records a machine: iovatlas capture > capture.sh")
final class CaptureCommand implements Callable<Integer> {

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
        console.out().print(CaptureScript.text(anonymise));
        return ExitCode.FINE;
    }

    /// The script as it is printed.
    static String script() throws IOException {
        return CaptureScript.text(false);
    }
}
