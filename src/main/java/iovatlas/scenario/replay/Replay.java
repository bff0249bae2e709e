package iovatlas.scenario.replay;

import iovatlas.scenario.KernelState;
import iovatlas.scenario.replay.ProbeProcess.FunctionFiles;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Runs the lines of an op script one after the other, as the recording probe did: a line of a new
/// sequence starts a new process with nothing open. Holds the state between lines; not for use by
/// several threads.
public final class Replay {

    private final KernelState machine;
    private final Map<String, Optional<PciAddress>> functions = new HashMap<>();
    private @Nullable String sequence;
    private ProbeProcess process;

    /// A replay of which the first line is the first call on this machine.
    Replay(KernelState machine) {
        this.machine = machine;
        this.process = new ProbeProcess(machine);
    }

    /// A replay on a machine with nothing open. The recording probe tried every group before it ran
    /// its scripts, so what VFIO can open was opened, and reset, before.
    ///
    /// @param machine its state right after boot, with the drivers that the script expects
    public static Replay on(KernelState machine) {
        return new Replay(new OpenedOnce(machine).state());
    }

    /// The kernel's answer to the next line.
    public OperationResult run(Operation operation) {
        if (!operation.seq().equals(sequence)) {
            sequence = operation.seq();
            process = new ProbeProcess(machine);
        }
        var args = new Arguments(operation.args());
        ResultFields answer = answer(operation.op(), args);
        return new OperationResult(
                new Operation(operation.seq(), operation.n(), operation.op(), args.printed()),
                answer.values(),
                answer.why());
    }

    private ResultFields answer(String op, Arguments args) {
        ResultFields answer = new CompatOperations(process).run(op, args);
        if (answer == null) {
            answer = new ContainerOperations(process).run(op, args);
        }
        if (answer == null) {
            answer = new IommufdOperations(process).run(op, args);
        }
        if (answer == null) {
            answer = new MemoryOperations(process).run(op, args);
        }
        if (answer == null) {
            answer = onFunction(op, args);
        }
        return answer == null
                ? new ResultFields().with("ret", -1).with("errno", "UNKNOWN_OP")
                : answer;
    }

    private @Nullable ResultFields onFunction(String op, Arguments args) {
        Optional<PciAddress> at = function(args.text(0));
        if (at.isEmpty()) {
            return null;
        }
        FunctionFiles files = process.files(at.get());
        ResultFields answer = new CdevOperations(process).run(op, at.get(), args);
        if (answer == null) {
            answer = new GroupOperations(process).run(op, files);
        }
        return answer == null ? new DeviceOperations(process).run(op, at.get(), args) : answer;
    }

    /// A function, empty for a word that is no PCI address.
    private Optional<PciAddress> function(String word) {
        return functions.computeIfAbsent(
                word,
                text ->
                        PciAddress.isAddress(text)
                                ? Optional.of(PciAddress.parse(text))
                                : Optional.empty());
    }
}
