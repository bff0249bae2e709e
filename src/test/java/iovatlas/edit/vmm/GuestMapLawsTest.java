package iovatlas.edit.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.MemoryRegion;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What holds for every monitor, release and size.
class GuestMapLawsTest {

    private static ContainerOwner.Guest guest(GuestMap map, ByteSize ram, int vcpus, boolean amd) {
        return map.guest("vm", true, new GuestWish(ram, vcpus, amd));
    }

    /// Sizes at and beside every hole, and seeded ones of any magnitude.
    private static List<ByteSize> sizes(GuestMap map) {
        RamPlaces places = map.ramPlaces(true);
        List<ByteSize> sizes = new ArrayList<>();
        for (RamPlaces.Span span : places.spans()) {
            sizes.add(span.from());
            if (span.from().compareTo(ByteSize.MIB) > 0) {
                sizes.add(span.from().minus(ByteSize.MIB));
            }
        }
        sizes.add(places.most());
        Random random = new Random(map.word().hashCode());
        for (int i = 0; i < 200; i++) {
            long mebibytes = 1 + (random.nextLong() >>> (40 + random.nextInt(24)));
            ByteSize size = ByteSize.MIB.times(mebibytes);
            if (size.compareTo(places.most()) <= 0) {
                sizes.add(size);
            }
        }
        return sizes;
    }

    @ParameterizedTest
    @EnumSource(GuestMap.class)
    void everythingLiesApartAndAllRamIsThere(GuestMap map) {
        for (ByteSize size : sizes(map)) {
            List<MemoryRegion> memory = guest(map, size, 8, true).memory();
            assertThat(ram(memory)).as("%s %s", map, size).isEqualTo(size);
            for (MemoryRegion a : memory) {
                for (MemoryRegion b : memory) {
                    assertThat(a == b || !a.range().overlaps(b.range()))
                            .as("%s %s: %s and %s", map, size, a, b)
                            .isTrue();
                }
            }
        }
    }

    private static ByteSize ram(List<MemoryRegion> memory) {
        return memory.stream()
                .filter(region -> region.kind() == MemoryRegion.Kind.RAM)
                .map(region -> region.range().size())
                .reduce(ByteSize.ZERO, ByteSize::plus);
    }

    @ParameterizedTest
    @EnumSource(GuestMap.class)
    void noRamLiesWhereItsInterruptControllerIs(GuestMap map) {
        for (ByteSize size : sizes(map)) {
            ContainerOwner.Guest guest = guest(map, size, 4, false);
            switch (guest.interrupts()) {
                case GuestInterrupts.VirtualIts(GuestPhysical base) ->
                        assertThat(at(guest, base)).containsExactly("vm-gic-its");
                case GuestInterrupts.VirtualV2m(GuestPhysical base, int _, int _) ->
                        assertThat(at(guest, base)).containsExactly("vm-gic-v2m");
                case GuestInterrupts.VirtualApic _ -> {
                    assertThat(at(guest, GuestPhysical.of(0xfec0_0000L)))
                            .containsExactly("vm-ioapic");
                    assertThat(at(guest, GuestPhysical.of(0xfee0_0000L)))
                            .containsExactly("vm-apic");
                    assertThat(at(guest, GuestPhysical.of(0xfeef_ffffL)))
                            .containsExactly("vm-apic");
                }
                case GuestInterrupts.VirtualXics _ ->
                        // Nothing else is there either: the address is none of the guest's bus.
                        assertThat(guest.memory()).isNotEmpty();
            }
        }
    }

    private static List<String> at(ContainerOwner.Guest guest, GuestPhysical address) {
        return guest.memory().stream()
                .filter(region -> region.range().contains(address))
                .map(MemoryRegion::name)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(GuestMap.class)
    void theSizesItNamesAreWhereRamMoves(GuestMap map) {
        RamPlaces places = map.ramPlaces(true);
        for (RamPlaces.Span span : places.spans().subList(1, places.spans().size())) {
            List<MemoryRegion> here = guest(map, span.from(), 1, true).memory();
            List<MemoryRegion> below =
                    guest(map, span.from().minus(ByteSize.MIB), 1, true).memory();
            assertThat(firsts(here)).as("%s %s", map, span).isNotEqualTo(firsts(below));
        }
        assertThat(places.text()).startsWith("RAM: all at ");
    }

    private static List<GuestPhysical> firsts(List<MemoryRegion> memory) {
        return memory.stream()
                .filter(region -> region.kind() == MemoryRegion.Kind.RAM)
                .map(region -> region.range().first())
                .toList();
    }
}
