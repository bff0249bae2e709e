package iovatlas.document.part;

import iovatlas.address.ByteSize;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.Fact;
import iovatlas.kernel.FirmwareKind;
import iovatlas.kernel.IdleVectors;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.function.Function;

/// One boot fact: its key in the document and where it is in the value.
///
/// @param key its name and spelling
/// @param get takes it out of the boot facts
/// @param <T> the kind of value
record FactKey<T>(Key<T> key, Function<BootFacts, Fact<T>> get) {
    static final FactKey<KernelRelease> RELEASE =
            of(
                    "release",
                    Spelling.ofText(
                            "a kernel release such as \"6.12\"",
                            FactKey::release,
                            KernelRelease::toString),
                    BootFacts::release);
    static final FactKey<Architecture> ARCH =
            of(
                    "arch",
                    Spelling.ofWord("arm64 or x86_64", Architecture::parse, Architecture::spelling),
                    BootFacts::architecture);
    static final FactKey<FirmwareKind> FIRMWARE =
            of(
                    "firmware",
                    Spellings.choice(
                            "acpi or device-tree",
                            List.of(FirmwareKind.values()),
                            FirmwareKind::spelling),
                    BootFacts::firmware);
    static final FactKey<Boolean> IOMMU = flag("iommu", BootFacts::iommuOn);
    static final FactKey<DomainType> DEFAULT_DOMAIN =
            of("default-domain", StepKeys.TYPE.spelling(), BootFacts::defaultDomain);
    static final FactKey<Boolean> INTERRUPT_REMAPPING =
            flag("interrupt-remapping", BootFacts::interruptRemapping);
    static final FactKey<ByteSize> PAGE_SIZE = of("page-size", Spellings.SIZE, BootFacts::pageSize);
    static final FactKey<Integer> VA_BITS =
            of("va-bits", Spellings.number(1, 64), BootFacts::virtualAddressBits);
    static final FactKey<Boolean> IOMMUFD = flag("iommufd", BootFacts::iommufd);
    static final FactKey<Boolean> GROUPS = flag("vfio-groups", BootFacts::groupInterface);
    static final FactKey<Integer> ENTRY_LIMIT =
            of("dma-entry-limit", Spellings.number(0, Integer.MAX_VALUE), BootFacts::dmaEntryLimit);
    static final FactKey<Boolean> UNSAFE =
            flag("allow-unsafe-interrupts", BootFacts::unsafeInterrupts);
    static final FactKey<Boolean> IOMMUFD_UNSAFE =
            flag("iommufd-allow-unsafe-interrupts", BootFacts::iommufdUnsafeInterrupts);
    static final FactKey<Boolean> NO_IOMMU = flag("unsafe-noiommu-mode", BootFacts::noIommuMode);
    static final FactKey<Boolean> FLOPPY = flag("floppy-driver", BootFacts::floppyDriver);
    static final FactKey<List<PciAddress>> PROBE_ORDER =
            of("probe-order", Addresses.PCI.list(), BootFacts::probeOrder);
    static final FactKey<List<IdleVectors>> IDLE_VECTORS =
            of(
                    "idle-vectors",
                    Spelling.ofText(
                                    "vectors of a function such as \"0000:02:00.0 0-2\"",
                                    IdleVectors::parse,
                                    IdleVectors::toString)
                            .list(),
                    BootFacts::idleVectors);
    static final FactKey<Boolean> IDLE_D3 = flag("vfio-idle-d3", BootFacts::vfioIdleD3);
    static final FactKey<CommandLine> COMMAND_LINE =
            of(
                    "command-line",
                    Spelling.ofText("a kernel command line", CommandLine::new, CommandLine::text),
                    BootFacts::commandLine);

    private static <T> FactKey<T> of(
            String name, Spelling<T> spelling, Function<BootFacts, Fact<T>> get) {
        return new FactKey<>(Key.of(name, spelling), get);
    }

    private static FactKey<Boolean> flag(String name, Function<BootFacts, Fact<Boolean>> get) {
        return of(name, Spellings.FLAG, get);
    }

    /// All facts, in the order in which they are written.
    static List<FactKey<?>> all() {
        return List.of(
                RELEASE,
                ARCH,
                FIRMWARE,
                IOMMU,
                DEFAULT_DOMAIN,
                INTERRUPT_REMAPPING,
                PAGE_SIZE,
                VA_BITS,
                IOMMUFD,
                GROUPS,
                ENTRY_LIMIT,
                UNSAFE,
                IOMMUFD_UNSAFE,
                NO_IOMMU,
                FLOPPY,
                PROBE_ORDER,
                IDLE_VECTORS,
                IDLE_D3,
                COMMAND_LINE);
    }

    private static KernelRelease release(String text) {
        if (!text.matches("\\d{1,3}\\.\\d{1,3}(\\.\\d{1,4})?")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a kernel release such as \"6.12\"");
        }
        return KernelRelease.parse(text);
    }
}
