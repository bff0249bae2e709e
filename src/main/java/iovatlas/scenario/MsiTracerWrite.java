package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerTrail.field;
import static iovatlas.scenario.MsiTracerTrail.hex;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.kernel.doorbell.Message;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.kernel.remapping.InterruptRequest;
import iovatlas.scenario.MsiHop.Field;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.Architecture;
import iovatlas.topology.ElementId;
import iovatlas.topology.Iommu;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The way of a write through the IOMMU: to a physical address, into memory, or into a fault.
///
/// @param state the moment
/// @param function who writes
record MsiTracerWrite(KernelState state, PciFunction function) {

    /// Adds the hop IOMMU.
    ///
    /// @return the physical address, null when the write ends here or is an x86 interrupt request
    @Nullable HostPhysical translate(MsiTracerTrail trail, Message message) {
        if (isInterruptRequest(message.address())) {
            trail.passBecause(
                    interruptWindow(message.address()),
                    Kind.IOMMU,
                    title(),
                    element(),
                    field("requester", requester()),
                    field("DMA", "not translated"));
            return null;
        }
        var wires = new MsiTracerWires(state, function);
        Optional<Integer> stray = wires.strayStreamId();
        if (stray.isPresent() && wires.ownerOf(stray.get()).isEmpty()) {
            unknownStream(trail, stray.get(), message.address());
            return null;
        }
        PciAddress translated = stray.flatMap(wires::ownerOf).orElse(function.at());
        return switch (MsiTracerAttachment.of(state, translated)) {
            case MsiTracerAttachment.OfSpace of -> inSpace(trail, of, message.address());
            case MsiTracerAttachment.OfKernel of -> inKernelDomain(trail, of, message.address());
            case MsiTracerAttachment.Identity _ ->
                    untranslated(trail, message.address(), MsiTracerRules.IDENTITY, "identity");
            case MsiTracerAttachment.None _ ->
                    untranslated(trail, message.address(), MsiTracerRules.NO_IOMMU, "none");
            case MsiTracerAttachment.Blocked _ -> {
                fault(trail, MsiTracerRules.BLOCKED, message.address(), "blocking");
                yield null;
            }
        };
    }

    /// Whether hardware takes a write for an interrupt before any translation.
    boolean isInterruptRequest(Iova address) {
        return state.facts().architecture().value() == Architecture.X86_64
                && InterruptRequest.WINDOW.contains(address);
    }

    /// The driver of the IOMMU says why, where there is one.
    private Reason interruptWindow(Iova address) {
        return state.groups().regionsOf(function.at()).stream()
                .filter(region -> region.type() == ReservedType.MSI)
                .filter(region -> region.range().contains(address))
                .findFirst()
                .map(ReservedRegion::reason)
                .orElseGet(() -> Reason.of(MsiTracerRules.INTERRUPT_WINDOW));
    }

    private @Nullable HostPhysical inSpace(
            MsiTracerTrail trail, MsiTracerAttachment.OfSpace of, Iova address) {
        String domain = "d" + of.domain().number();
        List<DoorbellView> pages = of.domain().doorbells();
        for (int i = 0; i < pages.size(); i++) {
            DoorbellView page = pages.get(i);
            if (page.iova().contains(address)) {
                trail.pass(
                        Kind.IOMMU,
                        title(),
                        element(),
                        translated(domain, Integer.toString(i), of.space().name()));
                return page.page().plusExact(address.offsetFrom(page.iova().first()));
            }
        }
        Optional<UserMapping> mapping =
                of.space().mappings().firstAt(address).map(hit -> hit.value());
        if (mapping.isEmpty()) {
            fault(trail, MsiTracerRules.TRANSLATION_FAULT, address, domain);
        } else {
            userMapping(trail, of, mapping.get(), address);
        }
        return null;
    }

    private void userMapping(
            MsiTracerTrail trail,
            MsiTracerAttachment.OfSpace of,
            UserMapping mapping,
            Iova address) {
        Evidence where = new Evidence.OfAddress("", address);
        Field[] fields = translated("d" + of.domain().number(), "user mapping", of.space().name());
        if (!mapping.write()) {
            trail.stop(
                    Verdict.LOST,
                    Reason.of(
                            MsiTracerRules.PERMISSION_FAULT,
                            where,
                            new Evidence.OfFunction("", function.at())),
                    new MsiTracerFaults(state, function).fault(address, true),
                    Kind.IOMMU,
                    title(),
                    element(),
                    fields);
            return;
        }
        String owner = of.space().owner() == null ? "a process" : of.space().owner();
        String offset =
                Long.toHexString(
                        mapping.offset().unsignedBytes()
                                + address.offsetFrom(mapping.range().first()));
        String memory = "%s of %s, offset 0x%s".formatted(mapping.label(), owner, offset);
        trail.stop(
                Verdict.MISDELIVERED,
                Reason.of(MsiTracerRules.HITS_MAPPING, where, new Evidence.OfText("", memory)),
                MsiTracerSight.nowhere(),
                Kind.IOMMU,
                title(),
                new ElementId.OfIova(of.space().name(), mapping.range()),
                fields);
    }

    private @Nullable HostPhysical inKernelDomain(
            MsiTracerTrail trail, MsiTracerAttachment.OfKernel of, Iova address) {
        String domain = "DMA group " + of.group();
        if (of.pages() != null) {
            HostPhysical same = HostPhysical.of(address.unsignedBits());
            if (of.pages().identity().stream().anyMatch(window -> window.contains(address))) {
                trail.pass(
                        Kind.IOMMU, title(), element(), translated(domain, "MSI window", "kernel"));
                return same;
            }
            List<DoorbellPage> pages = of.pages().pages();
            for (int i = 0; i < pages.size(); i++) {
                DoorbellPage page = pages.get(i);
                if (page.iova().contains(address)) {
                    trail.pass(
                            Kind.IOMMU,
                            title(),
                            element(),
                            translated(domain, Integer.toString(i), "kernel"));
                    return page.page().plusExact(address.offsetFrom(page.iova().first()));
                }
            }
        }
        fault(trail, MsiTracerRules.TRANSLATION_FAULT, address, domain);
        return null;
    }

    private HostPhysical untranslated(
            MsiTracerTrail trail, Iova address, KernelRule rule, String domain) {
        trail.passBecause(
                Reason.of(rule, new Evidence.OfFunction("", function.at())),
                Kind.IOMMU,
                title(),
                element(),
                translated(domain, "none", "nobody"));
        return HostPhysical.of(address.unsignedBits());
    }

    /// Firmware gave Linux another stream ID than the hardware uses: no table entry is written for it.
    private void unknownStream(MsiTracerTrail trail, int streamId, Iova address) {
        trail.stop(
                Verdict.LOST,
                Reason.of(
                        MsiTracerRules.UNKNOWN_STREAM,
                        new Evidence.OfText("", hex(streamId)),
                        new Evidence.OfFunction("", function.at())),
                new MsiTracerFaults(state, function).stray(streamId, address),
                Kind.IOMMU,
                title(),
                element(),
                field("SID", hex(streamId)),
                field("domain", "none"),
                field("requester", requester()));
    }

    private void fault(MsiTracerTrail trail, KernelRule rule, Iova address, String domain) {
        trail.stop(
                Verdict.LOST,
                Reason.of(
                        rule,
                        new Evidence.OfFunction("", function.at()),
                        new Evidence.OfAddress("", address)),
                new MsiTracerFaults(state, function).fault(address, false),
                Kind.IOMMU,
                title(),
                element(),
                translated(domain, "not mapped", "nobody"));
    }

    private Field[] translated(String domain, String page, String owner) {
        List<Integer> ids =
                new MsiTracerWires(state, function)
                        .strayStreamId()
                        .map(List::of)
                        .orElseGet(() -> state.groups().streamIds(function.at()));
        String sid =
                ids.isEmpty()
                        ? "none"
                        : ids.stream().map(MsiTracerTrail::hex).collect(Collectors.joining(" "));
        return new Field[] {
            field("SID", sid),
            field("domain", domain),
            field("page", page),
            field("of", owner),
            field("requester", requester())
        };
    }

    private String requester() {
        return hex(state.groups().tree().msiRequesterId(function).bits());
    }

    private String title() {
        return state.groups().iommu(function.at()).map(Iommu::name).orElse("no IOMMU");
    }

    private @Nullable ElementId element() {
        return state.groups()
                .iommu(function.at())
                .<ElementId>map(iommu -> new ElementId.OfIommu(iommu.name()))
                .orElse(null);
    }
}
