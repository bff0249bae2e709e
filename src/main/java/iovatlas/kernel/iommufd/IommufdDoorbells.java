package iovatlas.kernel.iommufd;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.doorbell.ContextDoorbells;
import iovatlas.kernel.doorbell.DoorbellMapper;

import java.util.List;

/// Maps doorbells for a device of a context: at the same IOVA in every page table of the context.
///
/// Source: `drivers/iommu/iommufd/driver.c:iommufd_sw_msi`.
///
/// @param context so far
/// @param device id of the device
record IommufdDoorbells(Context context, int device) implements DoorbellMapper<IommufdDoorbells> {

    @Override
    public Transition<IommufdDoorbells, Iova> map(HostPhysical doorbell) {
        BoundDevice bound = context.device(device).orElseThrow();
        ContextGroup group = context.group(bound.group());
        Iova window = group.window();
        Integer hwpt = bound.hwpt();
        if (window == null || hwpt == null) {
            return new Transition<>(this, Outcome.ok(Iova.of(doorbell.unsignedBits())));
        }
        Transition<ContextDoorbells, Iova> mapped = context.doorbells().map(window, doorbell);
        if (!mapped.outcome().isOk()) {
            return new Transition<>(this, mapped.outcome());
        }
        HostPhysical page = doorbell.alignDown(context.page());
        ContextDoorbells.Entry entry =
                mapped.state().entries().stream()
                        .filter(e -> e.start().equals(window) && e.page().equals(page))
                        .findFirst()
                        .orElseThrow();
        Context changed =
                context.withDoorbells(mapped.state())
                        .with(context.hwpt(hwpt).orElseThrow().withDoorbells(List.of(entry)))
                        .with(bound.group(), group.requiring(entry));
        return new Transition<>(new IommufdDoorbells(changed, device), mapped.outcome());
    }
}
