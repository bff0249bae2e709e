package iovatlas.diagram.msi;

import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiHop.Field;
import iovatlas.scenario.MsiHop.Status;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What goes from one station to the next.
///
/// @param text as much as is known
/// @param brief its most telling part, for little room
public record Crossing(String text, String brief) {

    /// Nothing goes on.
    public static final Crossing NOTHING = new Crossing("", "");

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /// What crosses the arrow behind a hop: nothing behind the place where the message ended.
    static Crossing after(List<MsiHop> hops, int hop) {
        if (hop + 1 >= hops.size() || hops.get(hop).status() != Status.OK) {
            return NOTHING;
        }
        MsiHop from = hops.get(hop);
        MsiHop to = hops.get(hop + 1);
        return switch (from.kind()) {
            case FUNCTION -> one(value(from, "vector"));
            case MESSAGE -> write(value(from, "address"), value(from, "data"));
            case IOMMU -> one(first(value(to, "PA"), value(to, "address")));
            case DOORBELL -> intoController(to, hops);
            case CONTROLLER -> one(to.title());
            case INTERRUPT -> one(first(value(from, "CPU"), value(to, "CPU")));
            case EVENTFD -> one("signal");
            case IRQFD -> intoGuest(from, to);
            case GUEST_CONTROLLER -> one(value(to, "takes"));
            case VCPU -> NOTHING;
        };
    }

    private static Crossing write(String address, String data) {
        return new Crossing(data + " to " + address, address);
    }

    private static Crossing intoController(MsiHop controller, List<MsiHop> hops) {
        String device = named(controller, "Dev");
        if (!device.isEmpty()) {
            return new Crossing(joined(device, named(controller, "Event")), device);
        }
        String spi = named(controller, "SPI");
        return spi.isEmpty()
                ? hops.stream()
                        .filter(hop -> hop.kind() == MsiHop.Kind.MESSAGE)
                        .findFirst()
                        .map(hop -> one(named(hop, "data")))
                        .orElse(NOTHING)
                : one(spi);
    }

    private static Crossing intoGuest(MsiHop from, MsiHop to) {
        String gsi = named(from, "GSI");
        String message = joined(named(to, "Dev"), named(to, "Ev"));
        if (message.isEmpty()) {
            message = first(named(to, "SPI"), named(to, "vector"));
        }
        return new Crossing(joined(gsi, message), gsi.isEmpty() ? message : gsi);
    }

    private static Crossing one(String text) {
        return new Crossing(text, text);
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static String named(MsiHop hop, String name) {
        String value = value(hop, name);
        return value.isEmpty() ? "" : name + " " + value;
    }

    private static String value(MsiHop hop, String name) {
        return hop.fields().stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }
}
