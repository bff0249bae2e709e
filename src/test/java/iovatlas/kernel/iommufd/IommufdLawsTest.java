package iovatlas.kernel.iommufd;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.vfio.MapRequest;
import iovatlas.kernel.vfio.UnmapRequest;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Random;

/// What holds for every script of calls on a context, well-behaved or not.
class IommufdLawsTest {

    private static final int CALLS = 700;

    /// Calls that may change something and be refused all the same, and where the kernel does so.
    private static final Map<String, String> EXCEPTIONS =
            Map.of(
                    "IOMMU_IOAS_UNMAP", "io_pagetable.c:iopt_unmap_iova_range",
                    "VFIO_IOMMU_UNMAP_DMA", "io_pagetable.c:iopt_cut_iova, iopt_unmap_iova_range");

    private final Random random = new Random();
    private Session session = new Session(KernelRelease.V7_3);
    private String name = "";

    private void start(long seed, String release) {
        random.setSeed(seed);
        session = new Session(KernelRelease.parse(release));
        if (seed % 2 == 0) {
            session.limited(40);
        }
        session.ioas();
        session.ioas();
        for (PciAddress at : List.of(TwoGroups.ONE, TwoGroups.TWO, TwoGroups.THREE)) {
            session.bind(at);
        }
        session.state = new CompatCalls(session.host).choose(session.state, 0, 1).state();
    }

    private int id() {
        return 1 + random.nextInt(9);
    }

    private int ioas() {
        return random.nextInt(12) == 0 ? id() : 1 + random.nextInt(2);
    }

    private PciAddress device() {
        return List.of(TwoGroups.ONE, TwoGroups.TWO, TwoGroups.THREE).get(random.nextInt(3));
    }

    private long place() {
        long base = List.of(0x10_0000L, 0x7ff_8000L, 0x80f_c000L).get(random.nextInt(3));
        return base + random.nextInt(24) * 0x1000L + (random.nextInt(16) == 0 ? 0x800 : 0);
    }

    private ByteSize length() {
        return ByteSize.ofBytes(
                random.nextInt(7) * 0x1000L + (random.nextInt(16) == 0 ? 0x800 : 0));
    }

    private Transition<IommufdState, ?> call() {
        var calls = new Iommufd(session.host);
        var files = new CdevCalls(session.host);
        IommufdState state = session.state;
        return switch (random.nextInt(18)) {
            case 0 -> named("IOMMU_IOAS_ALLOC", calls.allocate(state, 0, random.nextInt(2)));
            case 1 -> named("IOMMU_DESTROY", calls.destroy(state, 0, id()));
            case 2 -> named("IOMMU_IOAS_ALLOW_IOVAS", allow());
            case 3, 4 -> named("IOMMU_IOAS_COPY", copy());
            case 5, 6 ->
                    named(
                            "IOMMU_IOAS_UNMAP",
                            calls.unmap(state, 0, ioas(), Iova.of(place()), length()));
            case 7 -> named("VFIO_DEVICE_DETACH_IOMMUFD_PT", files.detach(state, device()));
            case 8, 9, 10 ->
                    named("VFIO_DEVICE_ATTACH_IOMMUFD_PT", files.attach(state, device(), ioas()));
            case 11 ->
                    named(
                            "IOMMU_HWPT_ALLOC",
                            calls.allocateTable(state, 0, id(), ioas(), random.nextInt(2)));
            case 12 -> named("IOMMU_OPTION", option());
            case 13 -> named("VFIO_DEVICE_SET_IRQS", doorbell());
            case 14 -> named("VFIO_IOMMU_UNMAP_DMA", compatUnmap());
            case 15 -> named("VFIO_IOMMU_MAP_DMA", compatMap());
            default -> named("IOMMU_IOAS_MAP", map());
        };
    }

    private Transition<IommufdState, ?> named(String call, Transition<IommufdState, ?> step) {
        name = call;
        return step;
    }

    private Transition<IommufdState, Iova> map() {
        int access = random.nextInt(12) == 0 ? random.nextInt(16) : Session.RW;
        int flags = access | (random.nextInt(4) == 0 ? 0 : IoasMapRequest.FIXED);
        // Now and then memory that is not there: it faults when it is pinned.
        long address = random.nextInt(10) == 0 ? 0x1000 : Session.MEMORY + place();
        var request =
                new IoasMapRequest(flags, UserVirtual.of(address), length(), Iova.of(place()));
        return new Iommufd(session.host).map(session.state, 0, ioas(), request, session.process, 0);
    }

    private Transition<IommufdState, Iova> copy() {
        var request =
                new IoasCopyRequest(Session.FIXED, length(), Iova.of(place()), Iova.of(place()));
        return new Iommufd(session.host).copy(session.state, 0, ioas(), ioas(), request);
    }

    private Transition<IommufdState, Boolean> allow() {
        long first = place();
        var interval =
                new AllowedInterval(Iova.of(first), Iova.of(first + random.nextInt(64) * 0x4000L));
        return new Iommufd(session.host)
                .allow(
                        session.state,
                        0,
                        ioas(),
                        random.nextBoolean() ? List.of() : List.of(interval));
    }

    private Transition<IommufdState, Long> option() {
        var request =
                new OptionCalls.Request(
                        random.nextInt(3), random.nextInt(3), ioas(), random.nextInt(3));
        return new OptionCalls(session.host.facts().release().value())
                .call(session.state, 0, request);
    }

    private Transition<IommufdState, Iova> doorbell() {
        int device = session.context().device(device()).orElseThrow().id();
        var mapper =
                new IommufdDoorbells(
                        session.context(), device, session.host.facts().release().value());
        var step = mapper.map(HostPhysical.of(0x8090040L + random.nextInt(3) * 0x20000L));
        return new Transition<>(session.state.with(step.state().context()), step.outcome());
    }

    private Transition<IommufdState, MapRequest> compatMap() {
        var request =
                MapRequest.of(
                        Iova.of(place()),
                        length(),
                        UserVirtual.of(Session.MEMORY + place()),
                        true,
                        random.nextBoolean());
        return new CompatCalls(session.host).map(session.state, 0, request, session.process, 0);
    }

    private Transition<IommufdState, ByteSize> compatUnmap() {
        CompatCalls.Unmapped done =
                new CompatCalls(session.host)
                        .unmap(session.state, 0, UnmapRequest.of(Iova.of(place()), length()));
        return new Transition<>(done.state(), done.outcome());
    }

    @ParameterizedTest
    @CsvSource({"1,7.3", "2,7.3", "3,6.12", "4,6.12", "5,7.3", "6,7.3", "7,7.3", "8,7.3"})
    void refusedCallChangesNothing(long seed, String release) {
        start(seed, release);
        int refused = 0;
        for (int n = 0; n < CALLS; n++) {
            Transition<IommufdState, ?> done = call();
            if (done.outcome() instanceof Outcome.Refusal<?>) {
                refused++;
                if (!EXCEPTIONS.containsKey(name)) {
                    assertThat(done.state()).as(name).isEqualTo(session.state);
                }
            }
            session.state = done.state();
        }
        assertThat(refused).isBetween(50, CALLS - 50);
    }

    /// A page table keeps no mappings of its own: it has all those of its IOAS, and this is what has
    /// to be so that it can. Doorbell pages lie in reserved windows.
    @ParameterizedTest
    @CsvSource({"11,7.3", "12,7.3", "13,6.12", "14,7.3"})
    void everyPageTableCanHoldAllMappingsOfItsIoas(long seed, String release) {
        start(seed, release);
        int tables = 0;
        for (int n = 0; n < CALLS; n++) {
            session.state = call().state();
            Context context = session.context();
            for (Ioas ioas : context.ioases().values()) {
                ioas.areas()
                        .forEach(area ->
                                assertThat(ioas.reserved().anyOverlapping(area.range())).isFalse());
                for (IoasDomain domain : ioas.domains()) {
                    tables++;
                    Hwpt hwpt = context.hwpt(domain.hwpt()).orElseThrow();
                    hwpt.pages(context)
                            .forEach(page ->
                                    assertThat(ioas.areas().anyOverlapping(page.iova())).isFalse());
                    ioas.areas()
                            .forEach(area ->
                                    assertThat(domain.shape().aperture().contains(area.range()))
                                            .isTrue());
                }
            }
        }
        assertThat(tables).isGreaterThan(CALLS / 4);
    }

    @ParameterizedTest
    @CsvSource({"21,7.3", "22,7.3", "23,6.12"})
    void mapThenUnmapRestoresTheUserMappings(long seed, String release) {
        start(seed, release);
        int made = 0;
        for (int n = 0; n < CALLS; n++) {
            int id = 1 + random.nextInt(2);
            var before = session.context().ioas(id).map(Ioas::areas);
            var request =
                    new IoasMapRequest(
                            Session.FIXED,
                            UserVirtual.of(Session.MEMORY + place()),
                            length(),
                            Iova.of(place()));
            var mapped =
                    new Iommufd(session.host)
                            .map(session.state, 0, id, request, session.process, 0);
            if (mapped.outcome().isOk()) {
                made++;
                IommufdState kept = session.state;
                session.state =
                        new Iommufd(session.host)
                                .unmap(mapped.state(), 0, id, request.iova(), request.length())
                                .state();
                assertThat(session.context().ioas(id).map(Ioas::areas)).isEqualTo(before);
                session.state = kept;
            }
            session.state = call().state();
        }
        assertThat(made).isGreaterThan(20);
    }
}
