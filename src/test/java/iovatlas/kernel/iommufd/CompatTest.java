package iovatlas.kernel.iommufd;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.ProcessMemory;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.vfio.GroupTraits;
import iovatlas.kernel.vfio.MapRequest;
import iovatlas.kernel.vfio.UnmapRequest;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.topology.Architecture;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// A context that stands in for a container. Numbers are those of the conformance table.
class CompatTest {

    private static final PciAddress PLAIN = PciAddress.parse("0000:04:00.0");
    private static final CallingProcess PROCESS =
            CallingProcess.privileged("test", ProcessMemory.NOTHING);

    /// A machine whose group 4 is without IOMMU.
    private record NoDevices(BootFacts facts) implements IommufdHost {
        @Override
        public List<ReservedRegion> regionsOf(PciAddress at) {
            return List.of();
        }

        @Override
        public Optional<DomainShape> shapeOf(PciAddress at) {
            return Optional.empty();
        }

        @Override
        public HardwareInformation hardwareOf(PciAddress at) {
            return new HardwareInformation(0, 0, 0);
        }

        @Override
        public Optional<DomainShape> shapeOf(PciAddress at, int flags) {
            return flags == 0 ? shapeOf(at) : Optional.empty();
        }

        @Override
        public Optional<PciAddress> noIommuMember(int group) {
            return group == 4 ? Optional.of(PLAIN) : Optional.empty();
        }

        @Override
        public Optional<GroupTraits> group(int number) {
            return Optional.empty();
        }

        @Override
        public Optional<GroupTraits> groupOf(PciAddress at) {
            return Optional.empty();
        }

        @Override
        public Optional<PciFunction> function(PciAddress at) {
            return Optional.empty();
        }

        @Override
        public boolean canReset(PciAddress at) {
            return false;
        }
    }

    private final IommufdHost host =
            new NoDevices(BootFacts.standard(KernelRelease.V7_3, Architecture.X86_64));
    private final CompatCalls calls = new CompatCalls(host);
    private final IommufdState opened =
            new Iommufd(host).open(IommufdState.of(VfioState.EMPTY)).state();
    private IommufdState state = withIoas();

    private IommufdState withIoas() {
        Context context = opened.context(0).orElseThrow();
        return opened.with(context.with(Ioas.empty(1, ByteSize.KIB.times(4))).withCompatible(1));
    }

    private String map(IommufdState from, long iova, long size) {
        var step =
                calls.map(
                        from,
                        0,
                        MapRequest.of(
                                Iova.of(iova),
                                ByteSize.ofBytes(size),
                                UserVirtual.of(0x10000),
                                true,
                                true),
                        PROCESS,
                        0);
        state = step.state();
        return step.outcome().word();
    }

    private String unmap(long iova, long size) {
        CompatCalls.Unmapped done =
                calls.unmap(state, 0, UnmapRequest.of(Iova.of(iova), ByteSize.ofBytes(size)));
        state = done.state();
        return done.outcome().word() + " " + done.size();
    }

    /// C155.
    @Test
    void needsAnIoas() {
        assertThat(map(opened, 0, 0x1000)).isEqualTo("ENODEV");
        assertThat(calls.setIommu(opened, 0, 3).outcome().word()).isEqualTo("ENODEV");
        assertThat(calls.setIommu(opened, 0, 8).outcome().word()).isEqualTo("EINVAL");
    }

    @Test
    void groupWithoutIommuTakesTypeEightAndMapsNothing() {
        var groups = new CompatGroups(host);
        IommufdState open = groups.open(opened, 4).state();
        assertThat(groups.setContext(groups.open(state, 4).state(), 4, 0).outcome().word())
                .isEqualTo("EINVAL");
        IommufdState in = groups.setContext(open, 4, 0).state();
        assertThat(calls.setIommu(in, 0, 3).outcome().word()).isEqualTo("EINVAL");
        assertThat(calls.setIommu(in, 0, 8).outcome().word()).isEqualTo("OK");
        assertThat(map(in, 0, 0x1000)).isEqualTo("ENODEV");
        var device = groups.openDevice(in, 4, PLAIN);
        assertThat(device.outcome().word()).isEqualTo("OK");
        assertThat(device.state().vfio().device(PLAIN)).isPresent();
    }

    @Test
    void contextStaysWithoutIommuWhenItsGroupHasLeft() {
        var groups = new CompatGroups(host);
        IommufdState in = groups.setContext(groups.open(opened, 4).state(), 4, 0).state();
        IommufdState left = groups.unset(in, 4).state();
        assertThat(calls.setIommu(left, 0, 8).outcome().word()).isEqualTo("OK");
        assertThat(calls.setIommu(left, 0, 3).outcome().word()).isEqualTo("EINVAL");
    }

    /// C157 and C159.
    @Test
    void versionTwoUnmapsWholeMappingsAndForgivesNothingMapped() {
        map(state, 0, 0x400000);
        assertThat(unmap(0, 0x40000)).startsWith("ENOENT");
        assertThat(unmap(0, 0x400000)).startsWith("OK");
        assertThat(unmap(0, 0x1000)).isEqualTo("OK " + ByteSize.ZERO);
    }

    @Test
    void versionOneCutsMappingsAtBothEnds() {
        state = calls.setIommu(state, 0, 1).state();
        map(state, 0x10000, 0x4000);
        assertThat(unmap(0x11000, 0x1000)).isEqualTo("OK " + ByteSize.KIB.times(4));
        assertThat(state.context(0).orElseThrow().ioas(1).orElseThrow().areas().size())
                .isEqualTo(2);
    }

    @Test
    void numbersAreTheSmallestThatAreFree() {
        var iommufd = new Iommufd(host);
        IommufdState two = iommufd.allocate(state, 0, 0).state();
        assertThat(two.context(0).orElseThrow().ioas(2)).isPresent();
        IommufdState one = iommufd.destroy(two, 0, 1).state();
        assertThat(iommufd.allocate(one, 0, 0).outcome()).isEqualTo(Outcome.ok(1));
        assertThat(iommufd.destroy(one, 0, 1).outcome().word()).isEqualTo("ENOENT");
    }
}
