package iovatlas.cli;

import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.importer.Opened;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.task.Progress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The options that say how inputs are read; every command has them.
final class InputOptions {

    @Option(
            names = "--overlay",
            paramLabel = "SNAPSHOT",
            description =
                    "a later snapshot or another piece (lspci, dmesg, ACPI table) of the same"
                            + " machine (repeatable)")
    private final List<String> overlays = new ArrayList<>();

    @Option(
            names = "--kernel",
            paramLabel = "RELEASE",
            description = "answer as this kernel release would, e.g. 6.12")
    private @Nullable KernelRelease kernel;

    /// The release that was asked for, empty for the one of the input.
    Optional<KernelRelease> release() {
        return Optional.ofNullable(kernel);
    }

    /// Reads an input with its overlays, under the release that was asked for.
    ///
    /// @throws ImportFailure when it cannot be read
    Opened open(Console console, String input) throws ImportFailure {
        return open(console, input, List.of());
    }

    /// Reads an input with further sources and the overlays laid over it.
    ///
    /// @throws ImportFailure when one of them cannot be read
    Opened open(Console console, String input, List<String> further) throws ImportFailure {
        List<Path> later =
                Stream.concat(further.stream(), overlays.stream())
                        .map(console.folder()::resolve)
                        .toList();
        Path path = input.equals("-") ? Path.of("-") : console.folder().resolve(input);
        Opened opened = Inputs.open(path, later, console.in(), Progress.NONE);
        if (kernel == null) {
            return opened;
        }
        return opened.withAtlas(
                opened.atlas().withBoot(opened.atlas().boot().withRelease(Fact.given(kernel))));
    }
}
