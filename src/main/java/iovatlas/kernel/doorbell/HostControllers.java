package iovatlas.kernel.doorbell;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.PersistentMap;
import iovatlas.kernel.Transition;
import iovatlas.kernel.its.ItsDriver;
import iovatlas.kernel.its.SpiFrame;
import iovatlas.kernel.remapping.AmdTable;
import iovatlas.kernel.remapping.CpuVector;
import iovatlas.kernel.remapping.RemappingTable;
import iovatlas.kernel.remapping.VectorMatrix;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The state of every interrupt controller that takes messages on a host: what is given out, and to
/// which CPU it goes.
///
/// @param its the ITSs
/// @param frames GICv2m frames and message-based interrupts by name
/// @param remapping VT-d tables by unit
/// @param amd AMD tables by DeviceID
/// @param matrix vectors of the local APICs
/// @param apicIds APIC ID of each CPU by number
public record HostControllers(
        ItsDriver its,
        Map<String, SpiFrame> frames,
        Map<String, RemappingTable> remapping,
        PersistentMap<AmdKey, AmdTable> amd,
        VectorMatrix matrix,
        List<Integer> apicIds) {

    private static final int AMD_TABLE_SIZE = 512;

    /// One AMD table.
    public record AmdKey(String iommu, int deviceId) implements Comparable<AmdKey> {

        private static final Comparator<AmdKey> ORDER =
                Comparator.comparing(AmdKey::iommu).thenComparingInt(AmdKey::deviceId);

        @Override
        public int compareTo(AmdKey other) {
            return ORDER.compare(this, other);
        }
    }

    public HostControllers {
        frames = Map.copyOf(frames);
        remapping = Map.copyOf(remapping);
        apicIds = List.copyOf(apicIds);
    }

    /// Takes a block of neighbouring vectors.
    ///
    /// @param count a power of two
    /// @return the first; ENOSPC when there is no block
    Transition<HostControllers, HostTarget> take(MsiParent parent, int count) {
        return switch (parent) {
            case MsiParent.OfIts of -> takeEvents(of, count);
            case MsiParent.OfFrame of -> takeNumbers(of, count);
            case MsiParent.OfIntel of -> {
                var taken = table(of.iommu()).take(count, of.source());
                yield new Transition<>(
                        with(of.iommu(), taken.state()),
                        taken.outcome().map(i -> new HostTarget.Irte(of.iommu(), i, i)));
            }
            case MsiParent.OfAmd of -> {
                AmdKey key = new AmdKey(of.iommu(), of.deviceId());
                var taken = table(key).take(count);
                yield new Transition<>(
                        with(key, taken.state()),
                        taken.outcome()
                                .map(i -> new HostTarget.AmdIrte(of.iommu(), of.deviceId(), i)));
            }
            case MsiParent.OfApic _ ->
                    new Transition<>(this, Outcome.ok(new HostTarget.ApicVector()));
            case MsiParent.OfNothing _ ->
                    new Transition<>(
                            this,
                            Outcome.refuse(
                                    Errno.ENOTSUPP,
                                    DoorbellRules.NO_MSI_DOMAIN,
                                    new Evidence.OfText("", "the function")));
        };
    }

    private Transition<HostControllers, HostTarget> takeNumbers(MsiParent.OfFrame of, int count) {
        String name =
                of.frames().stream()
                        .filter(each -> frame(each).spis().lowestFree(count).isPresent())
                        .findFirst()
                        .orElse(of.frame());
        SpiFrame frame = frame(name);
        var taken = frame.take(count);
        return new Transition<>(
                with(taken.state()),
                taken.outcome().map(spi -> new HostTarget.Spi(name, spi, frame.data(spi))));
    }

    private Transition<HostControllers, HostTarget> takeEvents(MsiParent.OfIts of, int count) {
        ItsDriver.Key key = new ItsDriver.Key(of.its(), of.deviceId());
        var taken = its.takeEvents(key, count);
        return new Transition<>(
                with(taken.state()),
                taken.outcome()
                        .map(event ->
                                new HostTarget.Lpi(
                                        of.its(),
                                        of.deviceId(),
                                        event,
                                        taken.state().device(key).orElseThrow().lpi(event))));
    }

    /// Gives one vector back.
    HostControllers give(HostTarget target) {
        return switch (target) {
            case HostTarget.Lpi lpi ->
                    with(
                            its.giveEvents(
                                    new ItsDriver.Key(lpi.its(), lpi.deviceId()), lpi.event(), 1));
            case HostTarget.Spi spi -> with(frame(spi.frame()).give(spi.spi(), 1));
            case HostTarget.Irte irte ->
                    with(irte.iommu(), table(irte.iommu()).give(irte.index(), 1));
            case HostTarget.AmdIrte irte -> {
                AmdKey key = new AmdKey(irte.iommu(), irte.deviceId());
                yield with(key, table(key).give(irte.index(), 1));
            }
            case HostTarget.ApicVector _ -> this;
        };
    }

    /// Maps an LPI to a CPU; an SPI goes to the first CPU; x86 waits for [#assign].
    HostControllers activate(HostTarget target) {
        return target instanceof HostTarget.Lpi lpi
                ? with(its.activate(new ItsDriver.Key(lpi.its(), lpi.deviceId()), lpi.event()))
                : this;
    }

    HostControllers deactivate(HostTarget target) {
        return target instanceof HostTarget.Lpi lpi
                ? with(its.deactivate(new ItsDriver.Key(lpi.its(), lpi.deviceId()), lpi.event()))
                : this;
    }

    /// The CPU that takes an activated interrupt; empty on x86 and while it is not activated.
    Optional<Integer> cpuOf(HostTarget target) {
        return switch (target) {
            case HostTarget.Lpi lpi ->
                    its.entry(new ItsDriver.Key(lpi.its(), lpi.deviceId()), lpi.event())
                            .map(entry -> entry.icid());
            case HostTarget.Spi _ -> Optional.of(0);
            case HostTarget.Irte _, HostTarget.AmdIrte _, HostTarget.ApicVector _ ->
                    Optional.empty();
        };
    }

    /// Takes a CPU's vector for an x86 interrupt and points its remapping entry there.
    Transition<HostControllers, CpuVector> assign(HostTarget target) {
        var taken = matrix.take();
        HostControllers after = with(taken.state());
        if (target instanceof HostTarget.Irte irte
                && taken.outcome() instanceof Outcome.Success<CpuVector> got) {
            RemappingTable routed =
                    after.table(irte.iommu())
                            .route(irte.index(), got.value().vector(), apicIdOf(got.value().cpu()));
            after = after.with(irte.iommu(), routed);
        }
        return new Transition<>(after, taken.outcome());
    }

    HostControllers unassign(CpuVector vector) {
        return with(matrix.give(vector));
    }

    /// The APIC ID of a CPU; its number where the machine does not say.
    public int apicIdOf(int cpu) {
        return cpu < apicIds.size() ? apicIds.get(cpu) : cpu;
    }

    HostControllers with(ItsDriver value) {
        return new HostControllers(value, frames, remapping, amd, matrix, apicIds);
    }

    /// A GICv2m frame, or message-based interrupts.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    public SpiFrame frame(String name) {
        SpiFrame found = frames.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no frame is called " + name);
        }
        return found;
    }

    private RemappingTable table(String unit) {
        RemappingTable known = remapping.get(unit);
        return known == null ? RemappingTable.booted() : known;
    }

    private AmdTable table(AmdKey key) {
        AmdTable known = amd.get(key);
        return known == null ? AmdTable.of(AMD_TABLE_SIZE) : known;
    }

    private HostControllers with(SpiFrame frame) {
        Map<String, SpiFrame> changed = new HashMap<>(frames);
        changed.put(frame.name(), frame);
        return new HostControllers(its, changed, remapping, amd, matrix, apicIds);
    }

    private HostControllers with(String unit, RemappingTable table) {
        Map<String, RemappingTable> changed = new HashMap<>(remapping);
        changed.put(unit, table);
        return new HostControllers(its, frames, changed, amd, matrix, apicIds);
    }

    private HostControllers with(AmdKey key, AmdTable table) {
        return new HostControllers(its, frames, remapping, amd.with(key, table), matrix, apicIds);
    }

    private HostControllers with(VectorMatrix value) {
        return new HostControllers(its, frames, remapping, amd, value, apicIds);
    }
}
