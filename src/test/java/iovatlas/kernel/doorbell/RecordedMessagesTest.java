package iovatlas.kernel.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The messages of the oracle's machines: those of the host's own drivers, and those of every
/// function under VFIO.
class RecordedMessagesTest {

    private final ComparisonTable table = new ComparisonTable();
    private final List<String> differences = new ArrayList<>();

    private static List<RecordedMachine> machines() {
        List<RecordedMachine> machines =
                Stream.of("topologies", "ops")
                        .flatMap(below -> RecordedMachine.all(below).stream())
                        .toList();
        Assumptions.assumeFalse(machines.isEmpty(), "the kernel oracle is not beside the project");
        return machines;
    }

    @Test
    void everyGroupUnderVfioGetsTheRecordedVectorsAndMessages(TestReporter reporter) {
        for (RecordedMachine machine : machines()) {
            HostInterrupts start = machine.boundToVfio();
            Path file = machine.folder().resolve("vfio-groups.jsonl");
            for (JsonNode group : RecordedMachine.lines(file)) {
                group.path("devices").forEach(device -> vfioDevice(machine, start, device));
            }
        }
        reporter.publishEntry("vfio-groups.jsonl", table.text());
        assertThat(differences).isEmpty();
        assertThat(table.compared()).isGreaterThan(800);
    }

    private void vfioDevice(RecordedMachine machine, HostInterrupts start, JsonNode device) {
        PciAddress at = PciAddress.parse(device.get("bdf").asString());
        if (!device.path("get_device_fd").asString("").equals("OK")) {
            return;
        }
        HostInterrupts state = start;
        for (VectorKind kind : VectorKind.values()) {
            JsonNode set = device.path(kind.spelling() + "_set");
            int counted = device.path("irq_counts").path(kind.spelling()).asInt(0);
            same(machine, at, "VFIO vector count", counted, state.vectorCount(at, kind));
            if (set.has("asked")) {
                int asked = set.get("asked").asInt();
                Armed armed = arm(machine, state, at, kind, asked);
                same(machine, at, "VFIO errno", set.get("errno").asString(), armed.word());
                same(
                        machine,
                        at,
                        "VFIO message",
                        text(machine, kind, Registers.recorded(set.get("state"))),
                        text(machine, kind, armed.state().registers(at)));
                state = armed.state().off(at);
            }
        }
    }

    /// What the host's driver asked for and never requested stays in the table on x86; which entries
    /// those are is the driver's own matter.
    private static String text(
            RecordedMachine machine, VectorKind kind, VectorRegisters registers) {
        boolean tableOff = kind == VectorKind.MSI && !machine.isArm();
        return Registers.text(
                tableOff ? new VectorRegisters(registers.msi(), null) : registers, machine);
    }

    private record Armed(HostInterrupts state, String word) {}

    private static Armed arm(
            RecordedMachine machine,
            HostInterrupts state,
            PciAddress at,
            VectorKind kind,
            int count) {
        if (machine.isArm() && !machine.hasCookie()) {
            var missing = new MissingCookie(machine.facts().release().value());
            var result = state.arm(at, kind, 0, count, missing);
            return new Armed(result.interrupts(), result.outcome().word());
        }
        var result = state.arm(at, kind, 0, count, RecordedDomain.fresh());
        return new Armed(result.interrupts(), result.outcome().word());
    }

    @Test
    void messagesOfTheHostsDriversHaveTheRecordedOffsetAndData(TestReporter reporter) {
        for (RecordedMachine machine : machines()) {
            HostInterrupts state =
                    HostInterrupts.boot(machine.topology(), machine.facts(), domains());
            JsonNode functions = RecordedMachine.json(machine.folder().resolve("msi.json"));
            functions.forEach(function -> driverMessages(machine, state, function));
        }
        reporter.publishEntry("msi.json", table.text());
        assertThat(differences).isEmpty();
        assertThat(table.compared()).isGreaterThan(1500);
    }

    private void driverMessages(RecordedMachine machine, HostInterrupts state, JsonNode function) {
        PciAddress at = PciAddress.parse(function.get("bdf").asString());
        VectorRegisters recorded = Registers.recorded(function);
        VectorRegisters computed = state.registers(at);
        driverMsi(machine, at, recorded.msi(), computed.msi());
        VectorRegisters.Msix table = recorded.msix();
        VectorRegisters.Msix model = computed.msix();
        if (table == null || model == null || !table.enabled()) {
            return;
        }
        for (VectorRegisters.Entry entry : table.entries()) {
            if (!machine.isArm() && entry.masked()) {
                // Allocated and not requested: whether, is the driver's own matter.
                continue;
            }
            Optional<Message> message =
                    model.entries().stream()
                            .filter(e -> e.number() == entry.number())
                            .map(VectorRegisters.Entry::message)
                            .findFirst();
            same(
                    machine,
                    at,
                    "driver message",
                    determined(machine, entry.message()),
                    message.map(m -> determined(machine, m)).orElse("none"));
        }
    }

    private void driverMsi(
            RecordedMachine machine,
            PciAddress at,
            VectorRegisters.@Nullable Msi recorded,
            VectorRegisters.@Nullable Msi computed) {
        if (recorded != null && computed != null && recorded.enabled()) {
            same(
                    machine,
                    at,
                    "driver message",
                    determined(machine, recorded.message()),
                    computed.enabled() ? determined(machine, computed.message()) : "none");
        }
    }

    /// What the rules determine of a host driver's message: the page is any free one of the domain.
    private static String determined(RecordedMachine machine, Message message) {
        if (!machine.isArm()) {
            return Registers.fixed(message, machine);
        }
        long offset = message.address().unsignedBits() & 0xfff;
        return "offset 0x%x data 0x%x".formatted(offset, message.data());
    }

    private static DefaultDomains domains() {
        KernelDomainDoorbells fresh =
                KernelDomainDoorbells.of(
                        ByteSize.ofBytes(4096),
                        AddressRange.of(Iova.ZERO, Iova.of(0xffff_ffff_ffffL)));
        return at -> Optional.of(new DefaultDomain(at.bus() << 8 | at.devfn(), fresh));
    }

    private void same(
            RecordedMachine machine, PciAddress at, String what, Object recorded, Object computed) {
        String where = machine.name() + " " + at;
        table.add(machine.controller() + ", " + what, where, recorded.equals(computed));
        if (!recorded.equals(computed)) {
            differences.add(
                    where + " " + what + "\n  recorded " + recorded + "\n  computed " + computed);
        }
    }
}
