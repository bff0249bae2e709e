package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Reason;
import iovatlas.kernel.doorbell.CookieWindow;
import iovatlas.kernel.doorbell.DoorbellRules;
import iovatlas.kernel.iommu.DomainDifference;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Attaches a device of a context to a page table, moves it to another, and takes it off. Refused, the
/// context stays as it was.
///
/// Source: `drivers/iommu/iommufd/device.c`.
///
/// @param host the machine now
record Attaching(IommufdHost host) {

    /// @param context afterwards
    /// @param hwpt id of the page table that the device is attached to now
    record Attached(Context context, int hwpt) {}

    /// To an IOAS or a page table; a device that is attached already moves, and its group with it.
    ///
    /// Source: `device.c:iommufd_device_change_pt`.
    Outcome<Attached> attach(Context context, BoundDevice device, int target) {
        if (context.ioas(target).isPresent()) {
            return automatic(context, device, target);
        }
        if (context.hwpt(target).isPresent()) {
            return put(context, device, target);
        }
        var evidence = new Evidence.OfText("", Integer.toString(target));
        return context.device(target).isPresent()
                ? refuse(Errno.EINVAL, IommufdRules.NOT_A_TABLE, evidence)
                : refuse(Errno.ENOENT, IommufdRules.NO_OBJECT, evidence);
    }

    /// Source: `device.c:iommufd_device_auto_get_domain`.
    private Outcome<Attached> automatic(Context context, BoundDevice device, int ioas) {
        List<Reason> apart = new ArrayList<>();
        for (IoasDomain domain : context.ioas(ioas).orElseThrow().domains()) {
            if (context.hwpt(domain.hwpt()).filter(Hwpt::automatic).isPresent()) {
                Outcome<Attached> put = put(context, device, domain.hwpt());
                if (!put.error().equals(Optional.of(Errno.EINVAL))) {
                    return put;
                }
                apart.addAll(put.why());
            }
        }
        DomainShape shape = host.shapeOf(device.at()).orElseThrow();
        Hwpt made = Hwpt.made(context.freeId(), ioas, true, shape);
        return saying(
                device.hwpt() == null
                        ? attachFirst(context, device, made)
                        : moveToNew(context, device, made),
                apart);
    }

    /// A success that also says why the device could not join what was there.
    private static Outcome<Attached> saying(Outcome<Attached> outcome, List<Reason> apart) {
        return switch (outcome) {
            case Outcome.Refusal<Attached> refusal -> refusal;
            case Outcome.Success<Attached> done ->
                    new Outcome.Success<>(
                            done.value(),
                            Stream.concat(apart.stream(), done.reasons().stream()).toList());
        };
    }

    private Outcome<Attached> attachFirst(Context context, BoundDevice device, Hwpt made) {
        return switch (put(context.with(made), device, made.id())) {
            case Outcome.Refusal<Attached> refusal -> refusal;
            case Outcome.Success<Attached> done -> added(done.value().context(), made);
        };
    }

    private Outcome<Attached> moveToNew(Context context, BoundDevice device, Hwpt made) {
        return switch (added(context.with(made), made)) {
            case Outcome.Refusal<Attached> refusal -> refusal;
            case Outcome.Success<Attached> done -> put(done.value().context(), device, made.id());
        };
    }

    /// The page table mirrors its IOAS from now on.
    static Outcome<Attached> added(Context context, Hwpt made) {
        Ioas ioas = context.ioas(made.ioas()).orElseThrow();
        return new IoasAttach(ioas)
                .addDomain(new IoasDomain(made.id(), made.shape()))
                .map(changed -> new Attached(context.with(changed), made.id()));
    }

    private Outcome<Attached> put(Context context, BoundDevice device, int hwpt) {
        return device.hwpt() == null
                ? first(context, device, context.hwpt(hwpt).orElseThrow())
                : replace(context, device, context.hwpt(hwpt).orElseThrow());
    }

    /// Source: `device.c:iommufd_hw_pagetable_attach`.
    private Outcome<Attached> first(Context context, BoundDevice device, Hwpt hwpt) {
        Integer there = groupHwpt(context, device.group());
        if (there != null && there != hwpt.id()) {
            return refuse(
                    Errno.EINVAL,
                    IommufdRules.OTHER_HWPT,
                    new Evidence.OfText("", there.toString()));
        }
        Outcome<Context> reserved = reserve(context, hwpt.ioas(), device);
        if (!(reserved instanceof Outcome.Success<Context> done)) {
            return reserved.map(c -> new Attached(c, hwpt.id()));
        }
        Context next = done.value();
        if (there == null) {
            Outcome<Attached> unsuitable = unsuitable(device, hwpt);
            if (unsuitable != null) {
                return unsuitable;
            }
            next = next.with(withDoorbells(hwpt, next.group(device.group()), context.page()));
        }
        return Outcome.ok(new Attached(next.with(device.withHwpt(hwpt.id())), hwpt.id()));
    }

    /// Source: `device.c:iommufd_device_do_replace`.
    private Outcome<Attached> replace(Context context, BoundDevice device, Hwpt hwpt) {
        if (device.isAttachedTo(hwpt.id())) {
            return Outcome.ok(new Attached(context, hwpt.id()));
        }
        Hwpt old = context.hwpt(Objects.requireNonNull(device.hwpt())).orElseThrow();
        List<BoundDevice> group = attached(context, device.group());
        Context next = context;
        if (old.ioas() != hwpt.ioas()) {
            for (BoundDevice member : group) {
                Outcome<Context> reserved = reserve(next, hwpt.ioas(), member);
                if (!(reserved instanceof Outcome.Success<Context> done)) {
                    return reserved.map(c -> new Attached(c, hwpt.id()));
                }
                next = done.value();
            }
        }
        Outcome<Attached> unsuitable = unsuitable(device, hwpt);
        if (unsuitable != null) {
            return unsuitable;
        }
        next = next.with(withDoorbells(hwpt, next.group(device.group()), context.page()));
        for (BoundDevice member : group) {
            next = next.with(member.withHwpt(hwpt.id()));
            if (old.ioas() != hwpt.ioas()) {
                Ioas left = next.ioas(old.ioas()).orElseThrow();
                next = next.with(left.withoutReservations(member.id()));
            }
        }
        return Outcome.ok(new Attached(dropped(next, old), hwpt.id()));
    }

    /// The table as vectors of the group need it. Up to 6.14 it gets a window of its own, in which
    /// doorbells of vectors that are set already are missing.
    ///
    /// Source: `device.c:iommufd_group_setup_msi`.
    private Hwpt withDoorbells(Hwpt hwpt, ContextGroup group, ByteSize page) {
        if (!host.facts().release().value().before(DoorbellRules.NO_COOKIE_REFUSES)) {
            return hwpt.withDoorbells(group.required());
        }
        Iova window = group.window();
        return window == null || hwpt.cookie() != null
                ? hwpt
                : hwpt.withCookie(CookieWindow.at(window, page));
    }

    /// A page table that no device is attached to goes when it was made by itself.
    private static Context dropped(Context context, Hwpt old) {
        boolean goes = old.automatic() && context.attachedTo(old.id()).isEmpty();
        return goes ? context.withoutHwpt(old.id()) : context;
    }

    /// Source: `device.c:iommufd_device_detach`.
    Context detach(Context context, BoundDevice device) {
        if (device.hwpt() == null) {
            return context;
        }
        Hwpt old = context.hwpt(device.hwpt()).orElseThrow();
        Ioas left = context.ioas(old.ioas()).orElseThrow().withoutReservations(device.id());
        return dropped(context.with(left).with(device.withHwpt(null)), old);
    }

    private Outcome<Context> reserve(Context context, int ioas, BoundDevice device) {
        List<ReservedRegion> regions = host.regionsOf(device.at());
        return new IoasAttach(context.ioas(ioas).orElseThrow())
                .reserve(device.id(), regions)
                .map(changed -> remembering(context.with(changed), device.group(), regions));
    }

    private static Context remembering(Context context, int group, List<ReservedRegion> regions) {
        Context next = context;
        for (ReservedRegion region : regions) {
            if (region.type() == ReservedType.SW_MSI) {
                Iova start = region.range().first();
                next = next.with(group, next.group(group).withWindow(start));
            }
        }
        return next;
    }

    private @Nullable Outcome<Attached> unsuitable(BoundDevice device, Hwpt hwpt) {
        DomainShape own = host.shapeOf(device.at()).orElse(null);
        DomainDifference obstacle = own == null ? null : hwpt.shape().obstacle(own);
        if (own != null && obstacle == null) {
            return null;
        }
        String why =
                own == null || obstacle == null
                        ? "no IOMMU is behind it"
                        : obstacle.text(hwpt.shape(), own);
        return refuse(
                Errno.EINVAL,
                IommufdRules.INCOMPATIBLE,
                new Evidence.OfText("", hwpt.shape().iommu()),
                new Evidence.OfFunction("function", device.at()),
                new Evidence.OfText("", why));
    }

    private static @Nullable Integer groupHwpt(Context context, int group) {
        List<BoundDevice> there = attached(context, group);
        return there.isEmpty() ? null : there.getFirst().hwpt();
    }

    private static List<BoundDevice> attached(Context context, int group) {
        return context.devices().values().stream()
                .filter(d -> d.group() == group && d.hwpt() != null)
                .toList();
    }
}
