package iovatlas.document;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.Bar;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;
import iovatlas.topology.PciIdentity;
import iovatlas.topology.ResetMethod;
import iovatlas.topology.SriovCapability;
import iovatlas.topology.VirtualFunction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// PCI trees, from a seed.
final class RandomFunctions {
    private final RandomValues some;

    RandomFunctions(RandomValues some) {
        this.some = some;
    }

    /// Functions on the first bus of a range and on buses below it.
    List<PciFunction> below(int segment, BusRange buses) {
        List<PciFunction> functions = new ArrayList<>();
        Set<PciAddress> taken = new HashSet<>();
        int next = buses.first() + 1;
        int count = some.number(0, 3);
        for (int device = 0; device < count; device++) {
            PciAddress at = new PciAddress(segment, buses.first(), device, some.number(0, 7));
            FunctionKind kind = some.pick(FunctionKind.class);
            boolean bridge = kind.isBridge() && next + 2 <= buses.last() && some.number(0, 4) > 0;
            BusRange own = bridge ? new BusRange(next, next + (buses.last() - next) / 2) : null;
            PciFunction function = function(at, kind).withBuses(own);
            functions.add(function);
            functions.addAll(virtual(function, buses, taken));
            if (own != null) {
                functions.addAll(below(segment, own));
                next = own.last() + 1;
            }
        }
        return functions;
    }

    PciFunction function(PciAddress at, FunctionKind kind) {
        return new PciFunction(
                at,
                kind,
                some.oneIn(3) ? some.name() : "",
                identity(),
                some.flag(),
                null,
                capabilities(),
                null,
                some.list(2, () -> some.number(0, 255)),
                some.list(2, this::bar),
                some.maybe(some::name),
                kind.isBridge() && some.flag());
    }

    /// All enabled virtual functions alike, or each of its own kind.
    private List<PciFunction> virtual(PciFunction physical, BusRange buses, Set<PciAddress> taken) {
        SriovCapability sriov = physical.capabilities().sriov();
        List<PciFunction> functions = new ArrayList<>();
        PciFunction pattern = function(physical.at(), FunctionKind.ENDPOINT);
        boolean alike = some.flag();
        for (int i = 0; sriov != null && i < sriov.enabledVfs(); i++) {
            PciAddress at =
                    PciAddress.of(physical.at().segment(), sriov.requesterOf(physical.at(), i));
            // Devices 16 and up are free on every bus; another bus would need a home.
            if (at.bus() != buses.first() || at.device() < 16 || !taken.add(at)) {
                continue;
            }
            PciFunction like =
                    alike
                            ? PciFunction.of(at, FunctionKind.ENDPOINT)
                                    .withCapabilities(pattern.capabilities().withSriov(null))
                                    .withIdentity(virtualIdentity(physical, sriov))
                                    .withDriver(pattern.driver())
                            : function(at, FunctionKind.ENDPOINT);
            functions.add(
                    like.withCapabilities(like.capabilities().withSriov(null))
                            .withVirtual(new VirtualFunction(physical.at(), i)));
        }
        return functions;
    }

    private static PciIdentity virtualIdentity(PciFunction physical, SriovCapability sriov) {
        PciIdentity own = physical.identity();
        return new PciIdentity(
                new PciId(own.id().vendor(), sriov.vfDevice()),
                own.subsystem(),
                own.revision(),
                own.classCode());
    }

    private PciIdentity identity() {
        return new PciIdentity(
                id(),
                id(),
                some.number(0, 255),
                some.pick(List.of(0x020000, 0x060400, 0xff0000, 0, 0xffffff)));
    }

    private PciId id() {
        return some.flag()
                ? PciId.UNKNOWN
                : new PciId(some.number(0, 0xffff), some.number(0, 0xffff));
    }

    private Bar bar() {
        AddressRange<HostPhysical> range =
                some.oneIn(3)
                        ? AddressRange.ofSize(
                                HostPhysical.of(0x10000000), ByteSize.ofPowerOfTwo(16))
                        : some.range(HostPhysical.ZERO);
        return new Bar(some.number(0, 6), range, some.flag());
    }

    private PciCapabilities capabilities() {
        return new PciCapabilities(
                some.maybe(() ->
                        new AcsCapability(
                                some.number(0, 0xffff), some.maybe(() -> some.number(0, 0xffff)))),
                some.maybe(
                        () -> new MsiCapability(1 << some.number(0, 5), some.flag(), some.flag())),
                some.maybe(() ->
                        some.flag()
                                ? MsixCapability.of(some.number(1, 2048))
                                : new MsixCapability(
                                        some.number(1, 2048), some.number(0, 7), some.offset())),
                some.maybe(this::sriov),
                some.flag(),
                some.flag(),
                some.flag(),
                some.flag(),
                Set.copyOf(some.list(3, () -> some.pick(ResetMethod.class))),
                some.number(0, 4));
    }

    private SriovCapability sriov() {
        int total = some.number(0, 8);
        return new SriovCapability(
                total,
                some.number(0, total),
                some.pick(List.of(0x80, 0x88, 1, 0xffff)),
                some.pick(List.of(1, 2, 0)),
                some.number(0, 0xffff));
    }
}
