package iovatlas.kernel.iommufd;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Reason;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.PageTableFormat;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.kernel.vfio.GroupTraits;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.topology.Architecture;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// Devices and page tables of a context. Numbers are those of the conformance table.
class DeviceTest {

    private static final PciAddress ONE = PciAddress.parse("0000:01:00.0");
    private static final PciAddress TWO = PciAddress.parse("0000:01:00.1");
    private static final PciAddress THIRD = PciAddress.parse("0000:01:00.2");
    private static final DomainShape SHAPE =
            new DomainShape(
                    "smmu0",
                    PageTableFormat.SMMU_V3,
                    true,
                    true,
                    new AddressWidth(48).range(Iova.ZERO),
                    new PageSizes(0x40201000L),
                    false,
                    null);
    private static final List<ReservedRegion> WINDOW =
            List.of(
                    new ReservedRegion(
                            AddressRange.of(Iova.of(0x8000000), Iova.of(0x80fffff)),
                            ReservedType.SW_MSI,
                            Reason.of(IoasRules.APERTURE)));

    /// One group with two functions behind one SMMU.
    private record OneGroup(
            BootFacts facts, List<PciAddress> kernelMembers, @Nullable Reason unsafe)
            implements IommufdHost {
        @Override
        public List<ReservedRegion> regionsOf(PciAddress at) {
            return WINDOW;
        }

        @Override
        public Optional<DomainShape> shapeOf(PciAddress at) {
            return Optional.of(SHAPE);
        }

        @Override
        public HardwareInformation hardwareOf(PciAddress at) {
            return new HardwareInformation(2, 40, 0);
        }

        @Override
        public Optional<DomainShape> shapeOf(PciAddress at, int flags) {
            return flags == 0 ? shapeOf(at) : Optional.empty();
        }

        @Override
        public Optional<GroupTraits> group(int number) {
            return Optional.of(
                    new GroupTraits(
                            1,
                            List.of(ONE, TWO),
                            kernelMembers,
                            WINDOW,
                            null,
                            IommuKind.SMMU_V3,
                            SHAPE,
                            unsafe));
        }

        @Override
        public Optional<GroupTraits> groupOf(PciAddress at) {
            return group(1);
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

    private IommufdHost host = host(List.of(), null);
    private IommufdState state = IommufdState.of(VfioState.EMPTY);

    private static IommufdHost host(List<PciAddress> kernelMembers, @Nullable Reason unsafe) {
        BootFacts f = BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64);
        var facts =
                new BootFacts(
                        f.release(),
                        f.architecture(),
                        f.firmware(),
                        f.iommuOn(),
                        f.defaultDomain(),
                        f.interruptRemapping(),
                        f.pageSize(),
                        f.virtualAddressBits(),
                        Fact.given(true),
                        f.groupInterface(),
                        f.dmaEntryLimit(),
                        f.unsafeInterrupts(),
                        f.iommufdUnsafeInterrupts(),
                        f.noIommuMode(),
                        f.commandLine());
        return new OneGroup(facts, kernelMembers, unsafe);
    }

    private int context() {
        var opened = new Iommufd(host).open(state);
        state = opened.state();
        return state.contextsMade() - 1;
    }

    private void ioas(int context) {
        state = new Iommufd(host).allocate(state, context, 0).state();
    }

    private String bind(PciAddress at, int context) {
        state = new CdevCalls(host).open(state, at).state();
        var bound = new CdevCalls(host).bind(state, at, context);
        state = bound.state();
        return bound.outcome().word();
    }

    private String attach(PciAddress at, int target) {
        var attached = new CdevCalls(host).attach(state, at, target);
        state = attached.state();
        return attached.outcome().word();
    }

    /// C147; and a device that is attached takes its whole group along.
    @Test
    void devicesOfAGroupShareOnePageTable() {
        int context = context();
        ioas(context);
        ioas(context);
        assertThat(bind(ONE, context)).isEqualTo("OK");
        assertThat(bind(TWO, context)).isEqualTo("OK");
        assertThat(attach(ONE, 1)).isEqualTo("OK");
        assertThat(attach(TWO, 2)).isEqualTo("EINVAL");
        assertThat(attach(TWO, 1)).isEqualTo("OK");
        assertThat(attach(ONE, 2)).isEqualTo("OK");
        Context after = state.context(context).orElseThrow();
        assertThat(after.ioas(1).orElseThrow().domains()).isEmpty();
        assertThat(after.attachedTo(6)).hasSize(2);
    }

    /// C149.
    @Test
    void destroysNothingInUse() {
        int context = context();
        ioas(context);
        bind(ONE, context);
        attach(ONE, 1);
        for (int id = 1; id <= 3; id++) {
            assertThat(new Iommufd(host).destroy(state, context, id).outcome().word())
                    .isEqualTo("EBUSY");
        }
        state = new CdevCalls(host).detach(state, ONE).state();
        assertThat(new Iommufd(host).destroy(state, context, 1).outcome().word()).isEqualTo("OK");
    }

    /// C161.
    @Test
    void bindsNoGroupThatAKernelDriverUses() {
        host = host(List.of(THIRD), null);
        assertThat(bind(ONE, context())).isEqualTo("EPERM");
        assertThat(attach(ONE, 1)).isEqualTo("EINVAL");
    }

    @Test
    void bindsNoGroupThatAnotherContextOrUnsafeInterruptsForbid() {
        int first = context();
        assertThat(bind(ONE, first)).isEqualTo("OK");
        assertThat(bind(TWO, context())).isEqualTo("EPERM");
        state = new CdevCalls(host).close(state, ONE);
        host = host(List.of(), Reason.of(IoasRules.APERTURE));
        assertThat(bind(TWO, first)).isEqualTo("EPERM");
    }

    @Test
    void neverChoosesAPageTableMadeByHand() {
        int context = context();
        ioas(context);
        bind(ONE, context);
        var made = new Iommufd(host).allocateTable(state, context, 2, 1, 0);
        state = made.state();
        assertThat(attach(ONE, 1)).isEqualTo("OK");
        assertThat(state.context(context).orElseThrow().attachedTo(4)).hasSize(1);
        assertThat(new Iommufd(host).allocateTable(state, context, 2, 1, 1).outcome().word())
                .isEqualTo("EOPNOTSUPP");
    }
}
