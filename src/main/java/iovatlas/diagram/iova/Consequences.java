package iovatlas.diagram.iova;

import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;

/// What a collision means for those who wanted the addresses.
final class Consequences {

    private Consequences() {}

    /// Nothing of a refused step remains.
    static String ofRefusal(StepResult result) {
        return of(result.step().action());
    }

    /// The same for a step that is refused.
    static String of(Step step) {
        return switch (step) {
            case Step.Map map ->
                    (map.offset().isZero() ? "nothing of " : "this part of ")
                            + RefusedMaps.label(map)
                            + (map.offset().isZero() ? " is mapped" : " is not mapped")
                            + ": devices cannot reach it";
            case Step.Attach _, Step.AttachMediated _ ->
                    "the device is not attached; devices attached already keep working";
            case Step.SetIrqs _ -> "no vector is set up: the device raises no interrupt";
            case Step.AllocHwpt alloc -> "there is no page table " + alloc.hwpt();
            case Step.Destroy destroy ->
                    (destroy.hwpt() == null ? destroy.ioas() : destroy.hwpt()) + " stays as it is";
            case Step.Copy copy -> "nothing of it is mapped in " + copy.ioas();
            case Step.Detach _,
                    Step.DetachMediated _,
                    Step.Pin _,
                    Step.Unmap _,
                    Step.IrqsOff _,
                    Step.Bind _,
                    Step.Unbind _,
                    Step.HotAdd _,
                    Step.HotRemove _,
                    Step.SetNumVfs _,
                    Step.SetGroupType _,
                    Step.GuestVector _,
                    Step.WriteConfig _,
                    Step.Disturb _,
                    Step.Fire _ ->
                    "nothing changes";
        };
    }

    /// What happens where the kernel accepts a mapping although something else has the addresses.
    ///
    /// @param failed whether the lack of room has made setting up vectors fail
    static String ofAccepted(ReservedType type, boolean failed) {
        return switch (type) {
            case SW_MSI ->
                    failed
                            ? "no room for the doorbell page: the device raises no interrupt"
                            : "nothing keeps room for the doorbell page";
            case MSI -> "DMA to these addresses becomes interrupts and never reaches memory";
            case DIRECT -> "firmware's own DMA goes to the same addresses";
            case DIRECT_RELAXABLE -> "the device may still touch what firmware keeps there";
            case RESERVED -> "DMA to these addresses does not reach memory";
        };
    }
}
