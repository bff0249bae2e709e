package iovatlas.document.part;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.document.form.Filling;
import iovatlas.document.part.StepKeys.Access;
import iovatlas.scenario.GuestEntry;
import iovatlas.scenario.Step;

/// Puts what a step says into its keys.
///
/// @param keys the keys, with the names that they use
record StepWriting(StepKeys keys) {
    Filling put(Filling out, Step action) {
        return switch (action) {
            case Step.Attach attach ->
                    keys.putSpace(out.put(keys.device, attach.device()), attach.space())
                            .put(keys.hwpt, attach.hwpt());
            case Step.AllocHwpt alloc -> put(out, alloc);
            case Step.Destroy destroy ->
                    out.put(keys.ioas, destroy.ioas()).put(keys.hwpt, destroy.hwpt());
            case Step.Copy copy -> put(out, copy);
            case Step.Detach detach -> out.put(keys.device, detach.device());
            case Step.AttachMediated attach ->
                    keys.putSpace(out.put(keys.mediated, attach.device()), attach.space());
            case Step.DetachMediated detach -> out.put(keys.mediated, detach.device());
            case Step.Pin pin -> put(out, pin);
            case Step.Map map -> put(out, map);
            case Step.Unmap unmap -> put(out, unmap);
            case Step.SetIrqs irqs ->
                    out.put(keys.device, irqs.device())
                            .put(StepKeys.INDEX, irqs.index())
                            .put(StepKeys.START, irqs.start(), 0)
                            .put(StepKeys.COUNT, irqs.count());
            case Step.IrqsOff off ->
                    out.put(keys.device, off.device()).put(StepKeys.INDEX, off.index());
            case Step.Bind bind ->
                    out.put(keys.device, bind.device()).put(StepKeys.DRIVER, bind.driver());
            case Step.Unbind unbind -> out.put(keys.device, unbind.device());
            case Step.HotAdd added -> out.put(keys.function, added.function());
            case Step.HotRemove removed -> out.put(keys.device, removed.device());
            case Step.SetNumVfs vfs ->
                    out.put(keys.device, vfs.device()).put(StepKeys.COUNT, vfs.count());
            case Step.SetGroupType type ->
                    out.put(keys.device, type.device()).put(StepKeys.TYPE, type.type());
            case Step.GuestVector vector -> put(out, vector);
            case Step.WriteConfig write ->
                    out.put(keys.device, write.device())
                            .put(StepKeys.BUS_MASTER, write.busMaster())
                            .put(StepKeys.FUNCTION_MASK, write.functionMask());
            case Step.Disturb disturb ->
                    out.put(keys.device, disturb.device())
                            .put(StepKeys.VECTOR, disturb.vector())
                            .put(StepKeys.WHAT, disturb.what());
            case Step.Fire fire -> put(out, fire);
        };
    }

    private Filling put(Filling out, Step.AllocHwpt alloc) {
        return out.put(keys.device, alloc.device())
                .put(keys.ioas, alloc.ioas())
                .put(StepKeys.MADE, alloc.hwpt())
                .put(StepKeys.NEST_PARENT, alloc.nestParent(), false);
    }

    private Filling put(Filling out, Step.Fire fire) {
        return out.put(keys.device, fire.device())
                .put(StepKeys.INDEX, fire.index())
                .put(StepKeys.VECTOR, fire.vector())
                .put(StepKeys.VECTORS, fire.count(), 1)
                .put(StepKeys.TIMES, fire.times(), 1);
    }

    private Filling put(Filling out, Step.Copy copy) {
        return out.put(keys.ioas, copy.ioas())
                .put(keys.from, copy.from())
                .put(StepKeys.SOURCE, copy.source())
                .put(StepKeys.SIZE, copy.size())
                .put(StepKeys.IOVA, copy.iova())
                .put(StepKeys.PROT, Access.of(copy.read(), copy.write()), Access.READ_WRITE);
    }

    private Filling put(Filling out, Step.Pin pin) {
        return out.put(keys.mediated, pin.device())
                .put(StepKeys.IOVA, pin.iova())
                .put(StepKeys.SIZE, pin.size())
                .put(StepKeys.PROT, Access.of(true, pin.write()), Access.READ_WRITE);
    }

    private Filling put(Filling out, Step.Map map) {
        return keys.putSpace(out, map.space())
                .put(StepKeys.IOVA, map.iova())
                .put(StepKeys.SIZE, map.size())
                .put(keys.backing, map.backing())
                .put(StepKeys.OFFSET, map.offset(), ByteSize.ZERO)
                .put(StepKeys.PROT, Access.of(map.read(), map.write()), Access.READ_WRITE);
    }

    private Filling put(Filling out, Step.Unmap unmap) {
        boolean everything = unmap.size() == null && unmap.iova().equals(Iova.ZERO);
        return keys.putSpace(out, unmap.space())
                .put(StepKeys.IOVA, everything ? null : unmap.iova())
                .put(StepKeys.SIZE, unmap.size());
    }

    private Filling put(Filling out, Step.GuestVector vector) {
        return out.put(keys.device, vector.device())
                .put(StepKeys.VECTOR, vector.vector())
                .put(StepKeys.DOORBELL, vector.doorbell())
                .put(StepKeys.GUEST_DEVICE, vector.guestDevice())
                .put(StepKeys.EVENT, vector.event())
                .put(StepKeys.LPI, vector.lpi(), 0)
                .put(StepKeys.VCPU, vector.vcpu(), 0)
                .put(StepKeys.ENTRY, vector.entry(), GuestEntry.MASKED);
    }
}
