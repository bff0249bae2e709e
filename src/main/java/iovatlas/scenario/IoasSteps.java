package iovatlas.scenario;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommufd.CdevCalls;
import iovatlas.kernel.iommufd.Context;
import iovatlas.kernel.iommufd.IoasCopyRequest;
import iovatlas.kernel.iommufd.IoasMapRequest;
import iovatlas.kernel.iommufd.Iommufd;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The calls that attach devices to an IOAS of the document and map memory in it.
///
/// @param calls where they go
record IoasSteps(CallSequence calls) {

    private static final String ATTACH = "VFIO_DEVICE_ATTACH_IOMMUFD_PT";
    private static final String COPY = "IOMMU_IOAS_COPY";
    private static final String DESTROY = "IOMMU_DESTROY";

    /// IOMMU_HWPT_ALLOC_NEST_PARENT.
    private static final int NEST_PARENT = 1;

    private static final KernelRule NO_HWPT =
            KernelRule.of(
                    "iommufd-table-not-allocated",
                    "Nobody has allocated the page table {0}: there is no id to attach to.",
                    "drivers/iommu/iommufd/main.c",
                    "iommufd_get_object");

    private static final KernelRule NO_OBJECT =
            KernelRule.of(
                    "iommufd-destroy-nothing",
                    "{0} is not there: nobody has made it yet, or it was destroyed before.",
                    "drivers/iommu/iommufd/main.c",
                    "iommufd_destroy");

    private static final KernelRule OTHER_CONTEXT =
            KernelRule.of(
                    "iommufd-other-context",
                    "{0} belongs to another iommufd context; a copy stays within one.",
                    "drivers/iommu/iommufd/ioas.c",
                    "iommufd_ioas_copy");

    private static final KernelRule NO_IOMMUFD =
            KernelRule.of(
                    "no-iommufd",
                    "This kernel has no iommufd for {0}.",
                    "drivers/iommu/iommufd/main.c",
                    "iommufd_init");

    /// The context and the IOAS of a space, made when they are not there yet.
    ///
    /// @return whether they are there now
    boolean open(IovaSpace.Ioas space) {
        if (!calls.state().facts().iommufd().value()) {
            return calls.made(
                    "open /dev/iommu",
                    Outcome.refuse(Errno.ENOENT, NO_IOMMUFD, new Evidence.OfText("", space.name())),
                    _ -> "");
        }
        if (calls.state().contextOf(space).isEmpty()) {
            Transition<IommufdState, Integer> opened = iommufd().open(calls.state().users());
            int number = opened.state().contextsMade() - 1;
            calls.users(opened.state());
            calls.state(calls.state().withContext(space.context(), number));
            calls.made("open /dev/iommu", opened.outcome(), _ -> space.context());
        }
        if (calls.state().idOf(space.name()).isEmpty()) {
            Transition<IommufdState, Integer> made =
                    iommufd().allocate(calls.state().users(), context(space), 0);
            calls.users(made.state());
            if (made.outcome() instanceof Outcome.Success<Integer> success) {
                calls.state(calls.state().withIoas(space.name(), success.value()));
            }
            return calls.made("IOMMU_IOAS_ALLOC", made.outcome(), id -> "id " + id);
        }
        return true;
    }

    /// Opens the device's own file, binds it to the context and attaches it.
    ///
    /// @param hwpt name of the page table, null for one that the kernel chooses
    void attach(PciAddress device, IovaSpace.Ioas space, @Nullable String hwpt) {
        if (!open(space) || !openFile(device) || !bind(device, space)) {
            return;
        }
        Optional<Integer> target =
                hwpt == null ? Optional.of(id(space)) : calls.state().tableOf(hwpt);
        if (target.isEmpty()) {
            calls.made(
                    ATTACH,
                    Outcome.refuse(
                            Errno.ENOENT, NO_HWPT, new Evidence.OfText("", String.valueOf(hwpt))),
                    _ -> "");
            return;
        }
        Transition<IommufdState, Integer> attached =
                files().attach(calls.state().users(), device, target.get());
        calls.users(attached.state());
        calls.made(ATTACH, attached.outcome(), id -> "page table " + id);
    }

    /// Opens and binds the device, and makes a page table for it.
    void allocate(Step.AllocHwpt step, IovaSpace.Ioas space) {
        if (!open(space) || !openFile(step.device()) || !bind(step.device(), space)) {
            return;
        }
        int device = calls.state().users().device(step.device()).orElseThrow().id();
        Transition<IommufdState, Integer> made =
                iommufd()
                        .allocateTable(
                                calls.state().users(),
                                context(space),
                                device,
                                id(space),
                                step.nestParent() ? NEST_PARENT : 0);
        calls.users(made.state());
        if (made.outcome() instanceof Outcome.Success<Integer> success) {
            calls.state(calls.state().withTable(step.hwpt(), success.value()));
        }
        calls.made("IOMMU_HWPT_ALLOC", made.outcome(), id -> "page table " + id);
    }

    /// IOMMU_DESTROY of a page table or of the IOAS itself. What nobody has made has no id.
    void destroy(Step.Destroy step, IovaSpace.Ioas space) {
        String name = step.hwpt() == null ? space.name() : step.hwpt();
        Optional<Integer> id =
                step.hwpt() == null ? calls.state().idOf(name) : calls.state().tableOf(name);
        if (id.isEmpty()) {
            calls.made(
                    DESTROY,
                    Outcome.refuse(Errno.ENOENT, NO_OBJECT, new Evidence.OfText("", name)),
                    _ -> "");
            return;
        }
        Transition<IommufdState, Integer> destroyed =
                iommufd().destroy(calls.state().users(), context(space), id.get());
        calls.users(destroyed.state());
        if (destroyed.outcome().isOk()) {
            calls.state(
                    step.hwpt() == null
                            ? calls.state().withoutIoas(name)
                            : calls.state().withoutTable(name));
        }
        calls.made(DESTROY, destroyed.outcome(), gone -> name + ", id " + gone);
    }

    /// IOMMU_IOAS_COPY; without an IOVA the kernel chooses one.
    void copy(Step.Copy step, IovaSpace.Ioas to, IovaSpace.Ioas from) {
        if (!open(to) || !open(from)) {
            return;
        }
        if (context(to) != context(from)) {
            calls.made(
                    COPY,
                    Outcome.refuse(
                            Errno.ENOENT, OTHER_CONTEXT, new Evidence.OfText("", from.name())),
                    _ -> "");
            return;
        }
        Iova iova = step.iova();
        var request =
                new IoasCopyRequest(
                        flags(iova, step.read(), step.write()),
                        field(step.size()),
                        iova == null ? Iova.ZERO : iova,
                        step.source());
        Transition<IommufdState, Iova> copied =
                iommufd().copy(calls.state().users(), context(to), id(to), id(from), request);
        calls.users(copied.state());
        calls.made(COPY, copied.outcome(), at -> at.hex() + " size " + request.length().text());
    }

    private static int flags(@Nullable Iova iova, boolean read, boolean write) {
        return (iova == null ? 0 : IoasMapRequest.FIXED)
                | (read ? IoasMapRequest.READ : 0)
                | (write ? IoasMapRequest.WRITE : 0);
    }

    private boolean openFile(PciAddress device) {
        if (calls.state().users().isOpen(device)) {
            return true;
        }
        Transition<IommufdState, PciAddress> opened = files().open(calls.state().users(), device);
        calls.users(opened.state());
        return calls.made("open /dev/vfio/devices/vfioN", opened.outcome(), PciAddress::toString);
    }

    private boolean bind(PciAddress device, IovaSpace.Ioas space) {
        Optional<Context> there = calls.state().users().contextOf(device);
        if (there.filter(c -> c.number() == context(space)).isPresent()) {
            return true;
        }
        Transition<IommufdState, Integer> bound =
                files().bind(calls.state().users(), device, context(space));
        calls.users(bound.state());
        if (bound.outcome().isOk()) {
            calls.interrupts(calls.state().interrupts().reset(device));
        }
        return calls.made("VFIO_DEVICE_BIND_IOMMUFD", bound.outcome(), id -> "device " + id);
    }

    /// Closes the device's own file.
    void detach(PciAddress device) {
        Transition<IommufdState, PciAddress> left = files().detach(calls.state().users(), device);
        calls.users(left.state());
        if (calls.made("VFIO_DEVICE_DETACH_IOMMUFD_PT", left.outcome(), PciAddress::toString)) {
            calls.users(files().close(calls.state().users(), device));
            calls.interrupts(calls.state().interrupts().closed(device));
            calls.made("close", Outcome.ok(device), PciAddress::toString);
        }
    }

    /// IOMMU_IOAS_MAP; without an IOVA the kernel chooses one.
    void map(
            IovaSpace.Ioas space,
            Step.Map step,
            UserVirtual address,
            CallingProcess caller,
            int number) {
        if (!open(space)) {
            return;
        }
        Iova iova = step.iova();
        var request =
                new IoasMapRequest(
                        flags(iova, step.read(), step.write()),
                        address,
                        field(step.size()),
                        iova == null ? Iova.ZERO : iova);
        Transition<IommufdState, Iova> mapped =
                iommufd()
                        .map(
                                calls.state().users(),
                                context(space),
                                id(space),
                                request,
                                caller,
                                number);
        calls.users(mapped.state());
        calls.made(
                "IOMMU_IOAS_MAP",
                mapped.outcome(),
                at -> at.hex() + " size " + request.length().text());
    }

    /// IOMMU_IOAS_UNMAP; without a size everything goes.
    void unmap(IovaSpace.Ioas space, Step.Unmap step) {
        if (!open(space)) {
            return;
        }
        ByteSize size = step.size();
        Transition<IommufdState, ByteSize> unmapped =
                iommufd()
                        .unmap(
                                calls.state().users(),
                                context(space),
                                id(space),
                                size == null ? Iova.ZERO : step.iova(),
                                size == null ? ByteSize.ofBytes(-1L) : field(size));
        calls.users(unmapped.state());
        // Mappings that went before the call was refused stay gone.
        calls.settle();
        calls.made("IOMMU_IOAS_UNMAP", unmapped.outcome(), s -> s.text() + " unmapped");
    }

    /// A length field of 64 bits: the whole space reads 2^64-1, which the call refuses by itself.
    private static ByteSize field(ByteSize size) {
        return size.fitsIn64Bits() ? size : ByteSize.ofBytes(-1L);
    }

    private int context(IovaSpace.Ioas space) {
        return calls.state().contextOf(space).orElseThrow();
    }

    private int id(IovaSpace.Ioas space) {
        return calls.state().idOf(space.name()).orElseThrow();
    }

    private Iommufd iommufd() {
        return new Iommufd(calls.state().vfioHost());
    }

    private CdevCalls files() {
        return new CdevCalls(calls.state().vfioHost());
    }
}
