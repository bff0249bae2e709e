package iovatlas.edit;

import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a step names, and the same step with other names.
public final class StepParts {
    private StepParts() {}

    /// The device that a step is about; for a hot-add the function that it brings.
    public static Optional<PciAddress> device(Step step) {
        return Optional.ofNullable(
                switch (step) {
                    case Step.Attach attach -> attach.device();
                    case Step.Detach detach -> detach.device();
                    case Step.AttachMediated _, Step.DetachMediated _, Step.Pin _ -> null;
                    case Step.AllocHwpt alloc -> alloc.device();
                    case Step.Map _, Step.Unmap _, Step.Copy _, Step.Destroy _ -> null;
                    case Step.SetIrqs irqs -> irqs.device();
                    case Step.IrqsOff off -> off.device();
                    case Step.Bind bind -> bind.device();
                    case Step.Unbind unbind -> unbind.device();
                    case Step.HotAdd added -> added.function().at();
                    case Step.HotRemove removed -> removed.device();
                    case Step.SetNumVfs vfs -> vfs.device();
                    case Step.SetGroupType type -> type.device();
                    case Step.GuestVector vector -> vector.device();
                    case Step.WriteConfig write -> write.device();
                    case Step.Disturb disturb -> disturb.device();
                    case Step.Fire fire -> fire.device();
                });
    }

    /// The mediated device that a step is about.
    public static Optional<String> mediated(Step step) {
        return switch (step) {
            case Step.AttachMediated attach -> Optional.of(attach.device());
            case Step.DetachMediated detach -> Optional.of(detach.device());
            case Step.Pin pin -> Optional.of(pin.device());
            case Step _ -> Optional.empty();
        };
    }

    /// The same step about a mediated device of another name.
    public static Step withMediated(Step step, UnaryOperator<String> to) {
        return switch (step) {
            case Step.AttachMediated(String device, String space) ->
                    new Step.AttachMediated(to.apply(device), space);
            case Step.DetachMediated(String device) -> new Step.DetachMediated(to.apply(device));
            case Step.Pin(String device, var iova, var size, boolean write) ->
                    new Step.Pin(to.apply(device), iova, size, write);
            case Step other -> other;
        };
    }

    /// The containers and IOASes that a step names.
    public static List<String> spaces(Step step) {
        return switch (step) {
            case Step.Attach attach -> List.of(attach.space());
            case Step.AttachMediated attach -> List.of(attach.space());
            case Step.AllocHwpt alloc -> List.of(alloc.ioas());
            case Step.Destroy destroy -> List.of(destroy.ioas());
            case Step.Copy copy -> List.of(copy.ioas(), copy.from());
            case Step.Map map -> List.of(map.space());
            case Step.Unmap unmap -> List.of(unmap.space());
            case Step _ -> List.of();
        };
    }

    /// The same step about another device.
    public static Step withDevice(Step step, UnaryOperator<PciAddress> to) {
        return switch (step) {
            case Step.Attach(PciAddress device, String space, var hwpt) ->
                    new Step.Attach(to.apply(device), space, hwpt);
            case Step.AllocHwpt(PciAddress device, String ioas, String hwpt, boolean nest) ->
                    new Step.AllocHwpt(to.apply(device), ioas, hwpt, nest);
            case Step.Copy copy -> copy;
            case Step.Destroy destroy -> destroy;
            case Step.Detach(PciAddress device) -> new Step.Detach(to.apply(device));
            case Step.AttachMediated attach -> attach;
            case Step.DetachMediated detach -> detach;
            case Step.Pin pin -> pin;
            case Step.Map map -> map;
            case Step.Unmap unmap -> unmap;
            case Step.SetIrqs(PciAddress device, var index, int start, int count) ->
                    new Step.SetIrqs(to.apply(device), index, start, count);
            case Step.IrqsOff(PciAddress device, var index) ->
                    new Step.IrqsOff(to.apply(device), index);
            case Step.Bind(PciAddress device, String driver) ->
                    new Step.Bind(to.apply(device), driver);
            case Step.Unbind(PciAddress device) -> new Step.Unbind(to.apply(device));
            case Step.HotAdd(PciFunction function) ->
                    new Step.HotAdd(function.withAt(to.apply(function.at())));
            case Step.HotRemove(PciAddress device) -> new Step.HotRemove(to.apply(device));
            case Step.SetNumVfs(PciAddress device, int count) ->
                    new Step.SetNumVfs(to.apply(device), count);
            case Step.SetGroupType(PciAddress device, var type) ->
                    new Step.SetGroupType(to.apply(device), type);
            case Step.GuestVector v ->
                    new Step.GuestVector(
                            to.apply(v.device()),
                            v.vector(),
                            v.doorbell(),
                            v.guestDevice(),
                            v.event(),
                            v.lpi(),
                            v.vcpu(),
                            v.entry());
            case Step.Fire(PciAddress device, var index, int vector, int count, int times) ->
                    new Step.Fire(to.apply(device), index, vector, count, times);
            case Step.Disturb(PciAddress device, int vector, var what) ->
                    new Step.Disturb(to.apply(device), vector, what);
            case Step.WriteConfig(PciAddress device, var master, var mask) ->
                    new Step.WriteConfig(to.apply(device), master, mask);
        };
    }

    /// The same step in another container or IOAS.
    public static Step withSpace(Step step, UnaryOperator<String> to) {
        return switch (step) {
            case Step.Attach(PciAddress device, String space, var hwpt) ->
                    new Step.Attach(device, to.apply(space), hwpt);
            case Step.AttachMediated(String device, String space) ->
                    new Step.AttachMediated(device, to.apply(space));
            case Step.AllocHwpt(PciAddress device, String ioas, String hwpt, boolean nest) ->
                    new Step.AllocHwpt(device, to.apply(ioas), hwpt, nest);
            case Step.Destroy(String ioas, var hwpt) -> new Step.Destroy(to.apply(ioas), hwpt);
            case Step.Copy c ->
                    new Step.Copy(
                            to.apply(c.ioas()),
                            to.apply(c.from()),
                            c.source(),
                            c.size(),
                            c.iova(),
                            c.read(),
                            c.write());
            case Step.Map map -> withRegion(map, to.apply(map.space()), map.backing());
            case Step.Unmap(String space, var iova, var size) ->
                    new Step.Unmap(to.apply(space), iova, size);
            case Step other -> other;
        };
    }

    /// The same step mapping another region.
    public static Step withBacking(Step step, UnaryOperator<String> to) {
        return step instanceof Step.Map map && map.backing() != null
                ? withRegion(map, map.space(), to.apply(map.backing()))
                : step;
    }

    private static Step withRegion(Step.Map map, String space, @Nullable String backing) {
        return new Step.Map(
                space, map.iova(), map.size(), backing, map.offset(), map.read(), map.write());
    }
}
