package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerTrail.field;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.doorbell.MsiParents;
import iovatlas.kernel.its.SpiFrame;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.Bar;
import iovatlas.topology.ElementId;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

/// What stands at the physical address that a write reaches.
///
/// @param state the moment
record MsiTracerLanding(KernelState state) {

    /// Adds the hop DOORBELL.
    ///
    /// @return the controller whose doorbell register it is, null when it is something else
    @Nullable MsiController find(MsiTracerTrail trail, HostPhysical address) {
        for (MsiController controller : state.topology().msiControllers()) {
            var doorbells = MsiParents.doorbells(controller).orElse(null);
            if (doorbells == null) {
                continue;
            }
            HostPhysical doorbell = doorbells.first();
            ElementId element = new ElementId.OfMsiController(controller.name());
            if (isRegister(controller, doorbells, address)) {
                trail.pass(
                        Kind.DOORBELL,
                        "Doorbell",
                        element,
                        field("PA", address.hex()),
                        field("register", register(controller)));
                return controller;
            }
            var page = state.facts().pageSize().value();
            if (doorbell.alignDown(page).equals(address.alignDown(page))) {
                trail.stop(
                        Verdict.LOST,
                        Reason.of(
                                MsiTracerRules.WRONG_REGISTER,
                                new Evidence.OfAddress("", address),
                                new Evidence.OfText("", controller.name())),
                        MsiTracerSight.nowhere(),
                        Kind.DOORBELL,
                        "Doorbell",
                        element,
                        field("PA", address.hex()));
                return null;
            }
        }
        elsewhere(trail, address);
        return null;
    }

    private boolean isRegister(
            MsiController controller, AddressRange<HostPhysical> doorbells, HostPhysical address) {
        if (controller instanceof MsiController.Its its && its.preIts()) {
            return doorbells.contains(address) && address.offsetFrom(doorbells.first()) % 4 == 0;
        }
        SpiFrame frame = state.interrupts().controllers().frames().get(controller.name());
        return frame == null ? doorbells.first().equals(address) : frame.takes(address);
    }

    private void elsewhere(MsiTracerTrail trail, HostPhysical address) {
        Evidence where = new Evidence.OfAddress("", address);
        for (PciFunction function : state.topology().functions()) {
            for (Bar bar : function.bars()) {
                if (bar.range().contains(address)) {
                    trail.stop(
                            Verdict.MISDELIVERED,
                            Reason.of(
                                    MsiTracerRules.HITS_PEER,
                                    where,
                                    new Evidence.OfFunction("", function.at())),
                            MsiTracerSight.nowhere(),
                            Kind.DOORBELL,
                            "no doorbell",
                            new ElementId.OfFunction(function.at()),
                            field("PA", address.hex()),
                            field("BAR", Integer.toString(bar.index())));
                    return;
                }
            }
        }
        trail.stop(
                Verdict.MISDELIVERED,
                Reason.of(MsiTracerRules.HITS_MEMORY, where),
                MsiTracerSight.nowhere(),
                Kind.DOORBELL,
                "no doorbell",
                null,
                field("PA", address.hex()));
    }

    private static String register(MsiController controller) {
        return switch (controller) {
            case MsiController.Its its -> its.preIts() ? "pre-ITS" : "TRANSLATER";
            case MsiController.GicV2m _ -> "SETSPI_NS";
            case MsiController.Mbi _ -> "SETSPI_NSR";
            case MsiController.Apic _ -> "window";
        };
    }
}
