package iovatlas.kernel.vfio;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.ProcessMemory;
import iovatlas.kernel.ProcessMemory.Stretch;
import iovatlas.kernel.Reason;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.PageTableFormat;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.topology.Architecture;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A machine made of groups, for tests of the calls alone. Group `n` holds the function `0000:n:00.0`.
final class TestHost implements VfioHost {

    static final KernelRule ANY = KernelRule.of("test", "A test says so.", "test", "test");
    static final Reason SAYS_TEST = Reason.of(ANY);
    static final UserVirtual MEMORY = UserVirtual.of(0x7000_0000_0000L);
    static final PageSizes USUAL_PAGES = new PageSizes(0x40201000L);

    private final BootFacts facts;
    private final List<GroupTraits> groups = new ArrayList<>();
    private final Set<Integer> untranslated = new HashSet<>();
    private final Set<Integer> emulated = new HashSet<>();

    TestHost(KernelRelease release) {
        this(BootFacts.standard(release, Architecture.ARM64));
    }

    TestHost(BootFacts facts) {
        this.facts = facts;
    }

    static PciAddress function(int group) {
        return new PciAddress(0, group, 0, 0);
    }

    /// A process with 4 GiB of writable memory in pieces of 2 MiB, and every capability.
    static CallingProcess process() {
        return CallingProcess.privileged(
                "test",
                new ProcessMemory(
                        List.of(
                                new Stretch(
                                        AddressRange.ofSize(MEMORY, ByteSize.GIB.times(4)),
                                        true,
                                        ByteSize.MIB.times(2)))));
    }

    static ReservedRegion region(long first, long last, ReservedType type) {
        return new ReservedRegion(
                new AddressRange<>(Iova.of(first), Iova.of(last)), type, SAYS_TEST);
    }

    static ReservedRegion softwareWindow() {
        return region(0x8000000, 0x80fffff, ReservedType.SW_MSI);
    }

    static DomainShape smmu(String name) {
        return new DomainShape(
                name,
                PageTableFormat.SMMU_V3,
                true,
                true,
                new AddressWidth(48).range(Iova.ZERO),
                USUAL_PAGES,
                false,
                null);
    }

    static DomainShape vtd(String name, int width, boolean snoop) {
        return new DomainShape(
                name,
                PageTableFormat.VTD_SECOND_STAGE,
                false,
                false,
                new AddressWidth(width).range(Iova.ZERO),
                USUAL_PAGES,
                snoop,
                new DomainShape.VtdDemands(width, snoop));
    }

    TestHost with(GroupTraits group) {
        groups.removeIf(g -> g.number() == group.number());
        groups.add(group);
        return this;
    }

    /// A group that VFIO made for a function without IOMMU.
    TestHost withoutIommu(int number) {
        untranslated.add(number);
        return this;
    }

    /// A group that VFIO made for the mediated device `mdevN`.
    TestHost withMediated(int number) {
        emulated.add(number);
        return this;
    }

    /// A group behind an SMMUv3 with its software window.
    TestHost withSmmuGroup(int number, String smmu) {
        return with(number, IommuKind.SMMU_V3, smmu(smmu), softwareWindow());
    }

    TestHost with(int number, IommuKind kind, DomainShape shape, ReservedRegion... regions) {
        return with(
                new GroupTraits(
                        number,
                        List.of(function(number)),
                        List.of(),
                        List.of(regions),
                        null,
                        kind,
                        shape,
                        null));
    }

    static GroupTraits changed(
            GroupTraits group,
            List<PciAddress> kernelMembers,
            @Nullable PciAddress direct,
            @Nullable Reason unsafe) {
        return new GroupTraits(
                group.number(),
                group.vfioMembers(),
                kernelMembers,
                group.reserved(),
                direct,
                group.kind(),
                group.domain(),
                unsafe);
    }

    static BootFacts noIommuMode(BootFacts standard) {
        return new BootFacts(
                standard.release(),
                standard.architecture(),
                standard.firmware(),
                standard.iommuOn(),
                standard.defaultDomain(),
                standard.interruptRemapping(),
                standard.pageSize(),
                standard.virtualAddressBits(),
                standard.iommufd(),
                standard.groupInterface(),
                standard.dmaEntryLimit(),
                standard.unsafeInterrupts(),
                standard.iommufdUnsafeInterrupts(),
                Fact.given(true),
                standard.commandLine());
    }

    static BootFacts unsafe(BootFacts standard) {
        return new BootFacts(
                standard.release(),
                standard.architecture(),
                standard.firmware(),
                standard.iommuOn(),
                standard.defaultDomain(),
                standard.interruptRemapping(),
                standard.pageSize(),
                standard.virtualAddressBits(),
                standard.iommufd(),
                standard.groupInterface(),
                standard.dmaEntryLimit(),
                Fact.given(true),
                standard.iommufdUnsafeInterrupts(),
                standard.noIommuMode(),
                standard.commandLine());
    }

    @Override
    public BootFacts facts() {
        return facts;
    }

    @Override
    public Optional<GroupTraits> group(int number) {
        return groups.stream().filter(g -> g.number() == number).findFirst();
    }

    @Override
    public Optional<PciAddress> noIommuMember(int group) {
        return untranslated.contains(group) ? Optional.of(function(group)) : Optional.empty();
    }

    @Override
    public Optional<String> emulatedMember(int group) {
        return emulated.contains(group) ? Optional.of("mdev" + group) : Optional.empty();
    }

    @Override
    public Optional<GroupTraits> groupOf(PciAddress at) {
        return groups.stream().filter(g -> g.vfioMembers().contains(at)).findFirst();
    }

    @Override
    public Optional<PciFunction> function(PciAddress at) {
        return groupOf(at).map(_ -> PciFunction.of(at, FunctionKind.ENDPOINT));
    }

    @Override
    public boolean canReset(PciAddress at) {
        return false;
    }
}
