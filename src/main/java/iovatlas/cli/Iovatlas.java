package iovatlas.cli;

import iovatlas.diagnostic.Severity;
import iovatlas.export.ExportProblem;
import iovatlas.export.RenderFormat;
import iovatlas.export.View;
import iovatlas.importer.ImportFailure;
import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.IrqIndex;
import iovatlas.topology.PciAddress;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Function;

/// The command line as a whole.
@Command(
        name = "iovatlas",
        description = "An atlas of IOVA spaces: IOMMU groups, DMA mappings and the way of MSIs.",
        footer = {
            "",
            "INPUT is a document, a sysfs snapshot (folder, tar, tar.gz), / for this host, or -.",
            "Without a command the window opens: iovatlas [INPUT...]",
            "Exit codes: 0 fine, 1 problems or a mismatch, 2 usage, 3 unreadable input, 4 no"
                    + " display."
        })
public final class Iovatlas implements Runnable {

    private final Console console;
    private final CommandLine commandLine;

    private Iovatlas(Console console) {
        this.console = console;
        this.commandLine = new CommandLine(this);
    }

    /// Runs one command line.
    ///
    /// @param arguments the first one is a command or an option
    /// @return an exit code, see [ExitCode]
    public static int run(List<String> arguments, Console console) {
        Iovatlas program = new Iovatlas(console);
        program.register();
        return program.commandLine.execute(arguments.toArray(String[]::new));
    }

    @Override
    public void run() {
        commandLine.usage(console.out());
    }

    private void register() {
        addHelp(commandLine);
        for (Object command : commands()) {
            CommandLine sub = new CommandLine(command);
            addHelp(sub);
            commandLine.addSubcommand(sub.getCommandSpec().name(), sub);
        }
        commandLine.registerConverter(PciAddress.class, plainly(PciAddress::parse));
        commandLine.registerConverter(KernelRelease.class, plainly(KernelRelease::parse));
        commandLine.registerConverter(Severity.class, Iovatlas::severity);
        commandLine.registerConverter(IrqIndex.class, plainly(IrqIndex::parse));
        commandLine.registerConverter(RenderFormat.class, plainly(RenderFormat::parse));
        commandLine.registerConverter(View.class, plainly(View::parse));
        commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        commandLine.setExitCodeExceptionMapper(Iovatlas::codeOf);
        commandLine.setExecutionExceptionHandler((failure, _, _) -> {
            console.err().println("iovatlas: " + sentence(failure));
            return codeOf(failure);
        });
        commandLine.setParameterExceptionHandler((failure, _) -> {
            console.err().println("iovatlas: " + failure.getMessage());
            console.err().println("Try: iovatlas " + name(failure.getCommandLine()) + "--help");
            return ExitCode.USAGE;
        });
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(
                        OptionSpec.builder("--help")
                                .usageHelp(true)
                                .description("print this")
                                .build());
    }

    private List<Object> commands() {
        return List.of(
                new CheckCommand(console),
                new GroupsCommand(console),
                new VerifyCommand(console),
                new ReplayCommand(console),
                new MsiCommand(console),
                new CompareCommand(console),
                new WindowsCommand(console),
                new FaultCommand(console),
                new RenderCommand(console),
                new ImportCommand(console),
                new CaptureCommand(console),
                new ExplainCommand(console));
    }

    /// A reader of words whose own sentence is what a person reads when it refuses one.
    private static <T> CommandLine.ITypeConverter<T> plainly(Function<String, T> reader) {
        return word -> {
            try {
                return reader.apply(word);
            } catch (IllegalArgumentException refused) {
                throw new CommandLine.TypeConversionException(refused.getMessage());
            }
        };
    }

    private static Severity severity(String word) {
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        throw new CommandLine.TypeConversionException(
                "\"" + word + "\" is not error, warning or note");
    }

    private static String name(CommandLine command) {
        return command.getParent() == null ? "" : command.getCommandName() + " ";
    }

    private static int codeOf(Throwable failure) {
        return switch (failure) {
            case UsageProblem _, ExportProblem _ -> ExitCode.USAGE;
            case ImportFailure _, IOException _ -> ExitCode.UNREADABLE;
            default -> ExitCode.UNREADABLE;
        };
    }

    private static String sentence(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
