package iovatlas.diagram.topology;

import iovatlas.diagram.topology.MachinePicture.MessageLink;
import iovatlas.diagram.topology.MachinePicture.Part;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.topology.ElementId;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The MSI controllers of a picture, and which IOMMU's devices send their messages to which. Many of
/// one kind are one box with a count. What is selected changes no box's size or place.
final class ControllerParts {
    private static final int MOST_ALIKE = 4;

    private final Topology topology;
    private final GroupTable groups;
    private final MessageTargets targets;
    private final LitElements lit;
    private final @Nullable PciAddress selected;
    private final Map<String, String> shownAs = new HashMap<>();

    ControllerParts(Topology topology, GroupTable groups, MessageTargets targets, LitElements lit) {
        this.topology = topology;
        this.groups = groups;
        this.targets = targets;
        this.lit = lit;
        this.selected =
                topology.functions().stream()
                        .map(PciFunction::at)
                        .filter(lit::isSelected)
                        .findFirst()
                        .orElse(null);
    }

    /// The boxes; the lines to them are in [#links] afterwards.
    List<Part> parts() {
        Map<Class<?>, List<MsiController>> alike = new HashMap<>();
        for (MsiController controller : topology.msiControllers()) {
            alike.computeIfAbsent(controller.getClass(), _ -> new ArrayList<>()).add(controller);
        }
        List<Part> parts = new ArrayList<>();
        for (MsiController controller : topology.msiControllers()) {
            List<MsiController> set =
                    alike.getOrDefault(controller.getClass(), List.of(controller));
            if (set.size() <= MOST_ALIKE) {
                parts.add(part(controller));
            } else if (set.getFirst().equals(controller)) {
                parts.add(several(set));
            }
        }
        return parts;
    }

    private Part several(List<MsiController> set) {
        MsiController first = set.getFirst();
        String name = first.name() + " \u2026 " + set.getLast().name();
        set.forEach(controller -> shownAs.put(controller.name(), name));
        String tip = String.join(", ", set.stream().map(MsiController::name).toList());
        Optional<MsiController> shown = set.stream().filter(this::isLit).findFirst();
        return new Part(
                new ElementId.OfMsiController(shown.orElse(first).name()),
                name,
                List.of(set.size() + " \u00d7 " + kind(first), "from " + place(first)),
                shown.map(c -> c.name() + " " + place(c)).orElse(""),
                shown.isPresent(),
                tip);
    }

    private Part part(MsiController controller) {
        List<String> details = new ArrayList<>();
        details.add(kind(controller) + " " + place(controller));
        String note = "";
        if (controller instanceof MsiController.Its its) {
            details.add("DevID " + its.deviceIdBits() + " bits");
            note = isLit(its) ? deviceId() : "";
        }
        return new Part(
                new ElementId.OfMsiController(controller.name()),
                controller.name(),
                details,
                note,
                isLit(controller),
                controller.name() + ", " + details.getFirst());
    }

    private boolean isLit(MsiController controller) {
        return lit.contains(new ElementId.OfMsiController(controller.name()));
    }

    /// What an ITS calls the selected function; empty for none.
    private String deviceId() {
        return Optional.ofNullable(selected)
                .flatMap(targets::deviceId)
                .map(id -> "DeviceID 0x" + Integer.toHexString(id))
                .orElse("");
    }

    private static String kind(MsiController controller) {
        return switch (controller) {
            case MsiController.Its _ -> "ITS";
            case MsiController.GicV2m _ -> "GICv2m";
            case MsiController.Mbi _ -> "MBI";
            case MsiController.Apic _ -> "APIC";
        };
    }

    private static String place(MsiController controller) {
        return switch (controller) {
            case MsiController.Its its -> its.base().hex();
            case MsiController.GicV2m v2m -> v2m.base().hex();
            case MsiController.Mbi mbi -> mbi.base().hex();
            case MsiController.Apic _ -> "0xfee00000";
        };
    }

    /// Each once, in the order of the functions.
    List<MessageLink> links() {
        Set<MessageLink> links = new LinkedHashSet<>();
        for (PciFunction function : topology.functions()) {
            String iommu = groups.iommuOf(function.at()).orElse(null);
            String controller = targets.of(function.at()).orElse(null);
            if (iommu != null && controller != null) {
                boolean way =
                        lit.contains(new ElementId.OfIommu(iommu))
                                && lit.contains(new ElementId.OfMsiController(controller));
                String shown = shownAs.getOrDefault(controller, controller);
                links.add(new MessageLink(iommu, shown, way && selected != null));
            }
        }
        return List.copyOf(links);
    }
}
