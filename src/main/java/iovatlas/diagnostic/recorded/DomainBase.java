package iovatlas.diagnostic.recorded;

import iovatlas.address.HostPhysical;
import iovatlas.kernel.doorbell.MsiParent;
import iovatlas.topology.MsiController;
import iovatlas.topology.Topology;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The physical address in an interrupt domain's name: `irqchip@0x0000000008080000-5` under ACPI,
/// `:intc@8000000:its@8080000-5` under device tree.
final class DomainBase {

    private static final Pattern LAST_ADDRESS =
            Pattern.compile(".*@(?:0x)?([0-9a-f]{1,16})(?:-\\d+)?");

    private DomainBase() {}

    /// The address as text, empty when the name has none.
    static Optional<String> of(String domain) {
        Matcher match = LAST_ADDRESS.matcher(domain);
        return match.matches()
                ? Optional.of(HostPhysical.of(Long.parseUnsignedLong(match.group(1), 16)).hex())
                : Optional.empty();
    }

    /// The base of the controller that takes a function's messages, empty when it has none.
    static Optional<String> computed(Topology topology, MsiParent parent) {
        return switch (parent) {
            case MsiParent.OfIts of -> topology.msiController(of.its()).flatMap(DomainBase::base);
            case MsiParent.OfFrame of ->
                    topology.msiController(of.frame()).flatMap(DomainBase::base);
            case MsiParent.OfIntel _,
                    MsiParent.OfAmd _,
                    MsiParent.OfApic _,
                    MsiParent.OfNothing _ ->
                    Optional.empty();
        };
    }

    private static Optional<String> base(MsiController controller) {
        return switch (controller) {
            case MsiController.Its its -> Optional.of(its.base().hex());
            case MsiController.GicV2m frame -> Optional.of(frame.base().hex());
            case MsiController.Mbi mbi -> Optional.of(mbi.base().hex());
            case MsiController.Apic _ -> Optional.empty();
        };
    }
}
