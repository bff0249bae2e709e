package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Puts devices into a container or an IOAS, as somebody who drags them there means it: a step that
/// binds a VFIO driver where none is bound, one that leaves the space where they are now, and one that
/// attaches them. Between IOASes of one context the attach replaces. What the kernel answers is
/// computed.
///
/// @param devices the functions
/// @param space name of the container or IOAS
/// @param hwpt name of a page table of that IOAS that steps allocate, null for the one that the
///     kernel chooses
public record AssignDevices(List<PciAddress> devices, String space, @Nullable String hwpt)
        implements Attempt {

    public AssignDevices {
        devices = List.copyOf(devices);
    }

    /// To a container, or to an IOAS and the page table that the kernel chooses.
    public AssignDevices(List<PciAddress> devices, String space) {
        this(devices, space, null);
    }

    private String target() {
        return hwpt == null ? space : hwpt;
    }

    @Override
    public String description() {
        return devices.size() == 1
                ? "Attach " + devices.getFirst().shortText() + " to " + target()
                : "Attach " + devices.size() + " Functions to " + target();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        List<ScenarioStep> steps = new ArrayList<>(atlas.steps());
        for (PciAddress device : devices) {
            Whereabouts now = Whereabouts.of(atlas, device, steps);
            if (space.equals(now.space()) && Objects.equals(hwpt, now.hwpt())) {
                throw new IllegalArgumentException(
                        now.function().label() + " is in " + target() + " already.");
            }
            if (now.space() != null && !isReplaced(atlas, now.space())) {
                steps.add(ScenarioStep.of(new Step.Detach(device)));
            }
            now.bindVfio(steps);
            steps.add(ScenarioStep.of(new Step.Attach(device, space, hwpt)));
        }
        return atlas.withSteps(steps);
    }

    /// Within one iommufd context the kernel moves a device from one page table to another.
    private boolean isReplaced(Atlas atlas, String before) {
        return atlas.topology().space(before).orElse(null) instanceof IovaSpace.Ioas old
                && atlas.topology().space(space).orElse(null) instanceof IovaSpace.Ioas next
                && old.context().equals(next.context());
    }
}
