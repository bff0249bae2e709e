package iovatlas.kernel.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The interrupt calls of the oracle's op scripts: every answer and every register content.
class RecordedSequencesTest {

    private final ComparisonTable table = new ComparisonTable();
    private int answers;
    private int registers;
    private final List<String> differences = new ArrayList<>();

    @Test
    void everyRecordedInterruptCallGetsTheKernelsAnswer(TestReporter reporter) throws IOException {
        List<RecordedMachine> machines = RecordedMachine.all("ops");
        Assumptions.assumeFalse(machines.isEmpty(), "the kernel oracle is not beside the project");
        for (RecordedMachine machine : machines) {
            HostInterrupts start = machine.boundToVfio();
            try (Stream<Path> files = Files.list(machine.folder())) {
                for (Path file :
                        files.filter(f -> f.getFileName().toString().startsWith("ops-"))
                                .sorted()
                                .toList()) {
                    replay(machine, start, file);
                }
            }
        }
        reporter.publishEntry("ops", table.text());
        assertThat(differences).isEmpty();
        assertThat(answers).isGreaterThan(600);
        assertThat(registers).isGreaterThan(600);
    }

    private void replay(RecordedMachine machine, HostInterrupts start, Path file) {
        Map<String, List<JsonNode>> sequences = new TreeMap<>();
        for (JsonNode line : RecordedMachine.lines(file)) {
            sequences.computeIfAbsent(line.get("seq").asString(), _ -> new ArrayList<>()).add(line);
        }
        sequences.forEach((name, lines) -> {
            Sequence sequence = new Sequence(machine, start, file.getFileName() + ":" + name);
            lines.forEach(sequence::step);
        });
    }

    /// One process of the recording.
    private final class Sequence {
        private final RecordedMachine machine;
        private final String where;
        private HostInterrupts state;
        private RecordedDomain domain = RecordedDomain.fresh();
        private final Map<PciAddress, Integer> open = new HashMap<>();
        private final Map<PciAddress, Boolean> intx = new HashMap<>();

        Sequence(RecordedMachine machine, HostInterrupts start, String where) {
            this.machine = machine;
            this.state = start;
            this.where = machine.name() + "/" + where;
        }

        void step(JsonNode line) {
            String op = line.get("op").asString();
            boolean ok = line.get("errno").asString().equals("OK");
            JsonNode args = line.get("args");
            switch (op) {
                case "DEVICE", "BIND" -> {
                    if (ok && open.merge(at(args), 1, Integer::sum) == 1) {
                        state = state.reset(at(args));
                    }
                }
                case "DEVCLOSE", "CDEVCLOSE" -> {
                    if (ok && open.merge(at(args), -1, Integer::sum) == 0) {
                        state = state.closed(at(args));
                        intx.remove(at(args));
                    }
                }
                case "SETIRQS" -> setIrqs(line, args);
                case "IRQOFF" -> irqOff(line, args);
                case "IRQINFO" -> irqInfo(line, args);
                case "MSIREAD" -> compareRegisters(line, at(args));
                default -> {
                    // Containers, groups and mappings are not the subject here.
                }
            }
        }

        private void setIrqs(JsonNode line, JsonNode args) {
            String recorded = line.get("errno").asString();
            int index = Integer.parseInt(args.get(1).asString());
            if (recorded.equals("EBADF")) {
                return;
            }
            if (index == 0) {
                intx.put(at(args), recorded.equals("OK"));
                return;
            }
            VectorKind kind = index == 1 ? VectorKind.MSI : VectorKind.MSIX;
            int first = Integer.parseInt(args.get(2).asString());
            int count = Integer.parseInt(args.get(3).asString());
            int available = state.vectorCount(at(args), kind);
            boolean otherActive =
                    state.active(at(args)).filter(k -> k != kind).isPresent()
                            || intx.getOrDefault(at(args), false);
            if (first >= available || first + count > available || otherActive) {
                expect(line, "EINVAL");
                return;
            }
            expect(line, arm(at(args), kind, first, count));
        }

        private String arm(PciAddress at, VectorKind kind, int first, int count) {
            if (machine.isArm() && !machine.hasCookie()) {
                ArmResult<MissingCookie> result =
                        state.arm(
                                at,
                                kind,
                                first,
                                count,
                                new MissingCookie(machine.facts().release().value()));
                state = result.interrupts();
                return result.outcome().word();
            }
            ArmResult<RecordedDomain> result = state.arm(at, kind, first, count, domain);
            state = result.interrupts();
            domain = result.mapper();
            return result.outcome().word();
        }

        private void irqOff(JsonNode line, JsonNode args) {
            if (line.get("errno").asString().equals("EBADF")) {
                return;
            }
            int index = Integer.parseInt(args.get(1).asString());
            if (index == 0) {
                intx.remove(at(args));
                return;
            }
            VectorKind kind = index == 1 ? VectorKind.MSI : VectorKind.MSIX;
            boolean on = state.active(at(args)).filter(k -> k == kind).isPresent();
            expect(line, on ? "OK" : "EINVAL");
            if (on) {
                state = state.off(at(args));
            }
        }

        private void irqInfo(JsonNode line, JsonNode args) {
            if (!line.get("errno").asString().equals("OK") || !args.get(1).asString().equals("2")) {
                return;
            }
            answers++;
            String flags = state.growsDynamically(at(args)) ? "0x1" : "0x9";
            int count = state.vectorCount(at(args), VectorKind.MSIX);
            if (!flags.equals(line.get("flags").asString()) || count != line.get("count").asInt()) {
                differences.add(where + " " + line + " model " + flags + " " + count);
            }
        }

        private void compareRegisters(JsonNode line, PciAddress at) {
            registers++;
            String recorded = Registers.text(Registers.recorded(line.get("state")), machine);
            String computed = Registers.text(state.registers(at), machine);
            table.add(
                    machine.controller() + ", MSIREAD",
                    machine.name() + " " + at,
                    recorded.equals(computed));
            if (!recorded.equals(computed)) {
                differences.add(
                        where
                                + " n="
                                + line.get("n")
                                + "\n  recorded "
                                + recorded
                                + "\n  computed "
                                + computed);
            }
        }

        private void expect(JsonNode line, String word) {
            answers++;
            table.add(
                    machine.controller() + ", " + line.get("op").asString() + " errno",
                    machine.name() + " " + line.get("args").get(0).asString(),
                    line.get("errno").asString().equals(word));
            if (!line.get("errno").asString().equals(word)) {
                differences.add(where + " " + line + " model " + word);
            }
        }

        private static PciAddress at(JsonNode args) {
            return PciAddress.parse(args.get(0).asString());
        }
    }
}
