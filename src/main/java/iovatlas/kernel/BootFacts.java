package iovatlas.kernel;

import iovatlas.address.ByteSize;
import iovatlas.topology.Architecture;
import iovatlas.topology.PciAddress;

import java.util.List;

/// What decides answers and is in no topology: how this kernel was built and booted on this
/// machine. Each fact carries where it comes from.
///
/// @param release the running kernel
/// @param architecture the host's
/// @param firmware ACPI or device tree
/// @param iommuOn whether the IOMMUs of the topology are switched on at all
/// @param defaultDomain type of a new group's default domain before drivers have a say
/// @param interruptRemapping whether x86 interrupt remapping is on; false elsewhere
/// @param pageSize the CPU's page size
/// @param virtualAddressBits VA_BITS
/// @param iommufd whether this kernel has iommufd and the VFIO device character devices
/// @param groupInterface whether it has the VFIO group and container interface
/// @param dmaEntryLimit type1's `dma_entry_limit`
/// @param unsafeInterrupts type1's `allow_unsafe_interrupts`
/// @param iommufdUnsafeInterrupts iommufd's parameter of the same name
/// @param noIommuMode vfio's `enable_unsafe_noiommu_mode`
/// @param commandLine as booted
/// @param floppyDriver whether it was built with the floppy driver, which since 6.18 decides whether
///     VT-d keeps the first 16 MiB for ISA bridges
/// @param probeOrder the order in which drivers were tried on functions at boot, as far as it is
///     known; the others follow in registration order. It counts where groups are formed when a
///     driver is tried, and for the order in which drivers take their vectors
/// @param idleVectors the vectors that drivers allocated at boot and set no handler for, as far as it
///     is known; all others are taken to have one
/// @param vfioIdleD3 whether VFIO puts functions that nobody has open into D3hot, from which they come
///     back reset (No_Soft_Reset is taken to be clear)
public record BootFacts(
        Fact<KernelRelease> release,
        Fact<Architecture> architecture,
        Fact<FirmwareKind> firmware,
        Fact<Boolean> iommuOn,
        Fact<DomainType> defaultDomain,
        Fact<Boolean> interruptRemapping,
        Fact<ByteSize> pageSize,
        Fact<Integer> virtualAddressBits,
        Fact<Boolean> iommufd,
        Fact<Boolean> groupInterface,
        Fact<Integer> dmaEntryLimit,
        Fact<Boolean> unsafeInterrupts,
        Fact<Boolean> iommufdUnsafeInterrupts,
        Fact<Boolean> noIommuMode,
        Fact<CommandLine> commandLine,
        Fact<Boolean> floppyDriver,
        Fact<List<PciAddress>> probeOrder,
        Fact<List<IdleVectors>> idleVectors,
        Fact<Boolean> vfioIdleD3) {

    /// Facts of a kernel of which nobody said whether it has the floppy driver; distributions build
    /// it.
    public BootFacts(
            Fact<KernelRelease> release,
            Fact<Architecture> architecture,
            Fact<FirmwareKind> firmware,
            Fact<Boolean> iommuOn,
            Fact<DomainType> defaultDomain,
            Fact<Boolean> interruptRemapping,
            Fact<ByteSize> pageSize,
            Fact<Integer> virtualAddressBits,
            Fact<Boolean> iommufd,
            Fact<Boolean> groupInterface,
            Fact<Integer> dmaEntryLimit,
            Fact<Boolean> unsafeInterrupts,
            Fact<Boolean> iommufdUnsafeInterrupts,
            Fact<Boolean> noIommuMode,
            Fact<CommandLine> commandLine) {
        this(
                release,
                architecture,
                firmware,
                iommuOn,
                defaultDomain,
                interruptRemapping,
                pageSize,
                virtualAddressBits,
                iommufd,
                groupInterface,
                dmaEntryLimit,
                unsafeInterrupts,
                iommufdUnsafeInterrupts,
                noIommuMode,
                commandLine,
                Fact.standard(true),
                Fact.standard(List.of()),
                Fact.standard(List.of()),
                Fact.standard(true));
    }

    /// The stated defaults of a release on an architecture.
    public static BootFacts standard(KernelRelease release, Architecture architecture) {
        boolean arm = architecture == Architecture.ARM64;
        return new BootFacts(
                Fact.standard(release),
                Fact.standard(architecture),
                Fact.standard(FirmwareKind.ACPI),
                Fact.standard(true),
                Fact.standard(arm ? DomainType.DMA : DomainType.DMA_FQ),
                Fact.standard(!arm),
                Fact.standard(ByteSize.ofBytes(4096)),
                Fact.standard(arm ? 48 : 47),
                Fact.standard(release.atLeast(KernelRelease.of(6, 2))),
                Fact.standard(true),
                Fact.standard(65535),
                Fact.standard(false),
                Fact.standard(false),
                Fact.standard(false),
                Fact.standard(CommandLine.EMPTY));
    }

    /// The same facts under another release; everything else stays.
    public BootFacts withRelease(Fact<KernelRelease> value) {
        return changed(
                value,
                architecture,
                unsafeInterrupts,
                iommufdUnsafeInterrupts,
                floppyDriver,
                probeOrder,
                idleVectors,
                vfioIdleD3);
    }

    /// The same facts on another architecture; everything else stays.
    public BootFacts withArchitecture(Fact<Architecture> value) {
        return changed(
                release,
                value,
                unsafeInterrupts,
                iommufdUnsafeInterrupts,
                floppyDriver,
                probeOrder,
                idleVectors,
                vfioIdleD3);
    }

    /// The same facts with another order of driver probes.
    public BootFacts withProbeOrder(Fact<List<PciAddress>> value) {
        return changed(
                release,
                architecture,
                unsafeInterrupts,
                iommufdUnsafeInterrupts,
                floppyDriver,
                value,
                idleVectors,
                vfioIdleD3);
    }

    /// The same facts with other vectors that have no handler.
    public BootFacts withIdleVectors(Fact<List<IdleVectors>> value) {
        return changed(
                release,
                architecture,
                unsafeInterrupts,
                iommufdUnsafeInterrupts,
                floppyDriver,
                probeOrder,
                value,
                vfioIdleD3);
    }

    /// The same facts with another answer about what VFIO does with functions that are not open.
    public BootFacts withVfioIdleD3(Fact<Boolean> value) {
        return changed(
                release,
                architecture,
                unsafeInterrupts,
                iommufdUnsafeInterrupts,
                floppyDriver,
                probeOrder,
                idleVectors,
                value);
    }

    /// The same facts with another answer about the floppy driver.
    public BootFacts withFloppyDriver(Fact<Boolean> value) {
        return changed(
                release,
                architecture,
                unsafeInterrupts,
                iommufdUnsafeInterrupts,
                value,
                probeOrder,
                idleVectors,
                vfioIdleD3);
    }

    /// The same facts with VFIO's and iommufd's `allow_unsafe_interrupts` as given.
    public BootFacts withUnsafeInterrupts(Fact<Boolean> type1, Fact<Boolean> ofIommufd) {
        return changed(
                release,
                architecture,
                type1,
                ofIommufd,
                floppyDriver,
                probeOrder,
                idleVectors,
                vfioIdleD3);
    }

    private BootFacts changed(
            Fact<KernelRelease> newRelease,
            Fact<Architecture> newArchitecture,
            Fact<Boolean> type1,
            Fact<Boolean> ofIommufd,
            Fact<Boolean> floppy,
            Fact<List<PciAddress>> order,
            Fact<List<IdleVectors>> idle,
            Fact<Boolean> idleD3) {
        return new BootFacts(
                newRelease,
                newArchitecture,
                firmware,
                iommuOn,
                defaultDomain,
                interruptRemapping,
                pageSize,
                virtualAddressBits,
                iommufd,
                groupInterface,
                dmaEntryLimit,
                type1,
                ofIommufd,
                noIommuMode,
                commandLine,
                floppy,
                order,
                idle,
                idleD3);
    }
}
