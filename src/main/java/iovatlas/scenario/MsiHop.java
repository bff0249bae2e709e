package iovatlas.scenario;

import iovatlas.kernel.Reason;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// One station of a message.
///
/// @param kind which station
/// @param title short, e.g. `smmu0`, `LPI 8195`
/// @param fields what is known there, each with its name
/// @param status whether the message gets through
/// @param reason the rule behind a hop that is not plain, null otherwise
/// @param element what it is in the machine, null when it is nothing that can be selected
public record MsiHop(
        Kind kind,
        String title,
        List<Field> fields,
        Status status,
        @Nullable Reason reason,
        @Nullable ElementId element) {

    /// The stations, in the order of travel.
    public enum Kind {
        FUNCTION,
        /// Address and data as written in the function's table.
        MESSAGE,
        /// Translation of the write: requester ID, stream ID, domain.
        IOMMU,
        /// The physical address that the write reaches.
        DOORBELL,
        /// ITS, GICv2m, MBI, interrupt remapping table or plain APIC.
        CONTROLLER,
        /// LPI, SPI or vector, and the host CPU that takes it.
        INTERRUPT,
        /// The host's handler: a driver of its own, or VFIO's eventfd.
        EVENTFD,
        /// KVM's irqfd with its route, or the VMM that reads the eventfd.
        IRQFD,
        /// The guest's interrupt controller.
        GUEST_CONTROLLER,
        VCPU
    }

    /// What happens to the message at a hop.
    public enum Status {
        OK,
        BROKEN,
        PENDING,
        NOT_REACHED
    }

    /// A named value, e.g. `SID` `0x100`.
    public record Field(String name, String value) {}

    public MsiHop {
        fields = List.copyOf(fields);
    }

    /// Where a person sees on a real host that the message ends here, `log: ...` for a line of the
    /// kernel log and `seen at: ...` for another place; empty where it does not end.
    public Optional<String> seen() {
        return fields.stream()
                .filter(field -> MsiTracerSight.isSight(field.name()))
                .map(field -> field.name() + ": " + field.value() + printer())
                .findFirst();
    }

    private String printer() {
        return fields.stream()
                .filter(field -> field.name().equals(MsiTracerSight.PRINTER))
                .map(field -> " (" + field.value() + ")")
                .findFirst()
                .orElse("");
    }
}
