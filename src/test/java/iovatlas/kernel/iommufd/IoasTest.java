package iovatlas.kernel.iommufd;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.ProcessMemory;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.PageTableFormat;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;

import org.junit.jupiter.api.Test;

import java.util.List;

/// One address space by itself. Numbers are those of the reference's conformance table.
class IoasTest {

    private static final long MEMORY = 0x7f0000000000L;
    private static final int RW = IoasMapRequest.READ | IoasMapRequest.WRITE;
    private static final CallingProcess PROCESS =
            CallingProcess.privileged(
                    "test",
                    new ProcessMemory(
                            List.of(
                                    new ProcessMemory.Stretch(
                                            AddressRange.ofSize(
                                                    UserVirtual.of(MEMORY), ByteSize.GIB),
                                            true,
                                            ByteSize.MIB))));

    private Ioas ioas = Ioas.empty(1, ByteSize.KIB.times(4));

    private IoasCalls calls() {
        return new IoasCalls(ioas, KernelRelease.V7_3);
    }

    private String automatic(long address, long length) {
        return map(RW, address, length, 0);
    }

    private String fixed(long iova, long length) {
        return map(RW | IoasMapRequest.FIXED, MEMORY, length, iova);
    }

    private String map(int flags, long address, long length, long iova) {
        var request =
                new IoasMapRequest(
                        flags, UserVirtual.of(address), ByteSize.ofBytes(length), Iova.of(iova));
        Outcome<Iova> refusal = IoasCalls.invalid(flags, iova, length);
        if (refusal != null) {
            return refusal.word();
        }
        Transition<Ioas, Iova> mapped = calls().map(request, pages(flags));
        ioas = mapped.state();
        return answer(mapped.outcome().map(Iova::unsignedBits));
    }

    private static UserPages pages(int flags) {
        boolean write = (flags & IoasMapRequest.WRITE) != 0;
        return new UserPages(0, write, PROCESS, Accounting.NONE, 0);
    }

    private static String answer(Outcome<Long> outcome) {
        return outcome instanceof Outcome.Success<Long> success
                ? Long.toHexString(success.value())
                : outcome.word();
    }

    private String unmap(long iova, long length) {
        Transition<Ioas, ByteSize> done = calls().unmap(Iova.of(iova), ByteSize.ofBytes(length));
        ioas = done.state();
        return answer(done.outcome().map(ByteSize::unsignedBytes));
    }

    private String allow(long first, long last) {
        Transition<Ioas, Boolean> done =
                calls().allow(List.of(new AllowedInterval(Iova.of(first), Iova.of(last))));
        ioas = done.state();
        return done.outcome().word();
    }

    private String reserve(long first, long last, ReservedType type) {
        return took(
                new IoasAttach(ioas)
                        .reserve(
                                9,
                                List.of(
                                        new ReservedRegion(
                                                AddressRange.of(Iova.of(first), Iova.of(last)),
                                                type,
                                                Reason.of(IoasRules.APERTURE)))));
    }

    private String addDomain(int width, long pages) {
        var shape =
                new DomainShape(
                        "smmu0",
                        PageTableFormat.SMMU_V3,
                        true,
                        true,
                        new AddressWidth(width).range(Iova.ZERO),
                        new PageSizes(pages),
                        false,
                        null);
        return took(new IoasAttach(ioas).addDomain(new IoasDomain(5, shape)));
    }

    private String took(Outcome<Ioas> outcome) {
        if (outcome instanceof Outcome.Success<Ioas> success) {
            ioas = success.value();
        }
        return outcome.word();
    }

    private String copyReadWrite(long from, long length, long to) {
        var request =
                new IoasCopyRequest(
                        RW | IoasMapRequest.FIXED,
                        ByteSize.ofBytes(length),
                        Iova.of(to),
                        Iova.of(from));
        return switch (calls().pages(request.source(), request.length())) {
            case Outcome.Refusal<List<IoasMap.Piece>> refusal -> refusal.word();
            case Outcome.Success<List<IoasMap.Piece>> pieces -> {
                Transition<Ioas, Iova> copied = calls().copy(request, pieces.value());
                ioas = copied.state();
                yield copied.outcome().word();
            }
        };
    }

    /// C123.
    @Test
    void isWhollyUsableWithoutAnyDevice() {
        assertThat(ioas.ranges()).containsExactly(AddressRange.all(Iova.ZERO));
        assertThat(ioas.alignment()).isEqualTo(ByteSize.ofBytes(1));
    }

    /// C125.
    @Test
    void placesAtTheLowestFitAlignedToLengthAndSource() {
        assertThat(automatic(MEMORY, 0x1000)).isEqualTo("1000");
        assertThat(automatic(MEMORY, 0x1000)).isEqualTo("2000");
        assertThat(automatic(MEMORY, 0x3000)).isEqualTo("4000");
        assertThat(automatic(MEMORY, 0x10000)).isEqualTo("10000");
    }

    /// C127.
    @Test
    void keepsTheOffsetInThePage() {
        assertThat(automatic(MEMORY + 0x800, 0x1000)).isEqualTo("1800");
    }

    /// C129.
    @Test
    void findsNoSpaceWhereAlmostAllIsReserved() {
        reserve(6, 0xffffffffffff8006L, ReservedType.RESERVED);
        assertThat(automatic(MEMORY, 0x5000)).isEqualTo("ENOSPC");
    }

    /// C131.
    @Test
    void mapsFixedAtZero() {
        assertThat(fixed(0, 0x1000)).isEqualTo("0");
    }

    /// C133.
    @Test
    void looksAtReservationsBeforeMappings() {
        fixed(0x7fff000, 0x1000);
        reserve(0x8000000, 0x80fffff, ReservedType.SW_MSI);
        assertThat(fixed(0x7fff000, 0x2000)).isEqualTo("EINVAL");
        assertThat(fixed(0x7fff000, 0x1000)).isEqualTo("EEXIST");
    }

    /// C135.
    @Test
    void refusesMappingsThatNobodyMayUse() {
        assertThat(map(IoasMapRequest.FIXED, MEMORY, 0x1000, 0)).isEqualTo("EINVAL");
        assertThat(map(8, MEMORY, 0x1000, 0)).isEqualTo("EOPNOTSUPP");
        assertThat(fixed(-1L, 0x1000)).isEqualTo("EOVERFLOW");
        assertThat(fixed(0x1000, 0)).isEqualTo("EINVAL");
        assertThat(map(RW, -0x800L, 0x1000, 0)).isEqualTo("EOVERFLOW");
    }

    /// C137 and C139.
    @Test
    void unmapsWholeMappingsAndKeepsWhatItDidBeforeARefusal() {
        fixed(0x10000, 0x1000);
        fixed(0x20000, 0x2000);
        assertThat(unmap(0x20000, 0x1000)).isEqualTo("ENOENT");
        assertThat(unmap(0x10000, 0x11000)).isEqualTo("ENOENT");
        assertThat(ioas.areas().entries().map(Entry::range))
                .containsExactly(AddressRange.ofSize(Iova.of(0x20000), ByteSize.ofBytes(0x2000)));
        assertThat(unmap(0, -1L)).isEqualTo("2000");
        assertThat(unmap(0, -1L)).isEqualTo("0");
        assertThat(unmap(1, -1L)).isEqualTo("EOVERFLOW");
    }

    @Test
    void unmapOfEverythingRefusedWhenEmptyOnOlderKernels() {
        var old = new IoasCalls(ioas, KernelRelease.V6_12);
        assertThat(old.unmap(Iova.ZERO, ByteSize.ofBytes(-1L)).outcome().word())
                .isEqualTo("ENOENT");
    }

    /// C141.
    @Test
    void allowsNothingReservedAndReservesNothingAllowed() {
        reserve(0x2000, 0x2fff, ReservedType.RESERVED);
        assertThat(allow(0x1000, 0x258000)).isEqualTo("EADDRINUSE");
        assertThat(allow(0x3000, 0x3000)).isEqualTo("EINVAL");
        assertThat(allow(0x100000, 0x1fffff)).isEqualTo("OK");
        assertThat(reserve(0x180000, 0x180fff, ReservedType.MSI)).isEqualTo("EADDRINUSE");
        assertThat(automatic(MEMORY, 0x1000)).isEqualTo("100000");
        assertThat(fixed(0x800000, 0x1000)).isEqualTo("800000");
    }

    /// C143, and relaxable regions count for nothing.
    @Test
    void reservesNothingOverAMapping() {
        fixed(0x8000000, 0x1000);
        assertThat(reserve(0x8000000, 0x80fffff, ReservedType.SW_MSI)).isEqualTo("EADDRINUSE");
        assertThat(reserve(0x8000000, 0x80fffff, ReservedType.DIRECT_RELAXABLE)).isEqualTo("OK");
    }

    /// C145.
    @Test
    void takesNoPageTableThatMappingsDoNotFit() {
        fixed(0x800, 0x800);
        assertThat(addDomain(48, 0x40201000L)).isEqualTo("EADDRINUSE");
        unmap(0, -1L);
        assertThat(addDomain(48, 0x40201000L)).isEqualTo("OK");
        assertThat(ioas.alignment()).isEqualTo(ByteSize.KIB.times(4));
        assertThat(ioas.ranges().getLast().last()).isEqualTo(Iova.of(0xffffffffffffL));
        assertThat(fixed(0x800, 0x800)).isEqualTo("EINVAL");
        ioas = ioas.withoutDomain(5);
        assertThat(ioas.ranges()).containsExactly(AddressRange.all(Iova.ZERO));
        assertThat(ioas.alignment()).isEqualTo(ByteSize.ofBytes(1));
    }

    @Test
    void takesNoPageTableWithPagesLargerThanTheCpus() {
        assertThat(addDomain(48, 0x10000L)).isEqualTo("EINVAL");
    }

    @Test
    void pinsMemoryOnlyWithAPageTable() {
        assertThat(map(RW | IoasMapRequest.FIXED, 0x1000, 0x1000, 0)).isEqualTo("0");
        assertThat(addDomain(48, 0x40201000L)).isEqualTo("EFAULT");
        unmap(0, -1L);
        assertThat(addDomain(48, 0x40201000L)).isEqualTo("OK");
        assertThat(map(RW | IoasMapRequest.FIXED, 0x1000, 0x1000, 0)).isEqualTo("EFAULT");
        assertThat(ioas.areas().isEmpty()).isTrue();
    }

    /// C151, and the source has to be mapped throughout.
    @Test
    void copiesNoRightThatThePagesDoNotHave() {
        map(IoasMapRequest.READ | IoasMapRequest.FIXED, MEMORY, 0x1000, 0x500000);
        assertThat(copyReadWrite(0x500000, 0x1000, 0x600000)).isEqualTo("EPERM");
        fixed(0x700000, 0x1000);
        fixed(0x701000, 0x1000);
        assertThat(copyReadWrite(0x700800, 0x1000, 0x800000)).isEqualTo("OK");
        assertThat(copyReadWrite(0x700000, 0x3000, 0x900000)).isEqualTo("ENOENT");
    }

    /// C153.
    @Test
    void keepsLargePagesWhilePageTablesHoldMappings() {
        addDomain(48, 0x40201000L);
        fixed(0, 0x1000);
        assertThat(calls().hugePages(false).outcome().word()).isEqualTo("EINVAL");
        assertThat(calls().hugePages(true).outcome().word()).isEqualTo("OK");
    }

    @Test
    void keepsLargePagesWhileAMappingIsSmallerThanAPage() {
        fixed(0, 0x800);
        assertThat(calls().hugePages(false).outcome().word()).isEqualTo("EADDRINUSE");
    }
}
