package iovatlas.importer.sysfs;

import iovatlas.address.ByteSize;
import iovatlas.importer.dmesg.KernelLog;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.Fact;
import iovatlas.kernel.FirmwareKind;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.topology.Iommu;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Collects what decides answers and is in no topology, each fact from the best source that the
/// snapshot has.
final class BootFactReader {

    private static final Pattern PAGE =
            Pattern.compile("hash table entries: \\d+ \\(order: (\\d{1,2}), (\\d{1,12}) bytes");

    /// What the banners of distribution kernels carry: package revisions and flavours.
    private static final Pattern DEBIAN = Pattern.compile("SMP[A-Z_ ]* Debian ");

    private static final Pattern DISTRIBUTION =
            Pattern.compile(
                    "SMP[A-Z_ ]* Debian |-Ubuntu |\\.fc\\d+\\.|\\.el\\d+|\\.amzn\\d|-pve |-default "
                            + "|-arch\\d+-\\d|-MANJARO|-zen\\d|-generic |-gentoo|-cachyos");

    private final Machine machine;
    private final FileTree tree;
    private final KernelLog log;
    private final AcpiTables tables;
    private final KernelConfig config;
    private final Fact<CommandLine> command;

    BootFactReader(Machine machine, AcpiTables tables) {
        this.machine = machine;
        this.tree = machine.snapshot().first();
        this.log = machine.log();
        this.tables = tables;
        this.config = KernelConfig.read(tree);
        this.command = commandLine();
    }

    BootFacts read(List<Iommu> iommus) {
        Fact<KernelRelease> release = machine.release();
        BootFacts standard = BootFacts.standard(release.value(), machine.architecture().value());
        InterruptRemapping remapping = new InterruptRemapping(machine, tables, command.value());
        BootFacts facts =
                new BootFacts(
                        release,
                        machine.architecture(),
                        firmware(),
                        iommuOn(iommus),
                        new DefaultDomain(log, command.value(), config)
                                .read(standard.defaultDomain()),
                        remapping.read(release.value(), iommus),
                        pageSize(standard.pageSize()),
                        virtualAddressBits(standard.virtualAddressBits()),
                        iommufd(standard.iommufd()),
                        groupInterface(standard.groupInterface()),
                        limit(standard.dmaEntryLimit()),
                        parameter("vfio_iommu_type1", "allow_unsafe_interrupts"),
                        parameter("iommufd", "allow_unsafe_interrupts"),
                        parameter("vfio", "enable_unsafe_noiommu_mode"),
                        command);
        return facts.withFloppyDriver(floppyDriver(facts.floppyDriver()))
                .withProbeOrder(ProbeOrder.read(machine, facts))
                .withIdleVectors(IdleVectorsReader.read(machine, facts.idleVectors()))
                .withVfioIdleD3(new VfioIdle(machine, command.value()).read(facts.vfioIdleD3()));
    }

    /// Distributions build the floppy driver as a module; without a configuration, a kernel whose
    /// banner names no distribution is taken to have it off, as the kernel's own default is.
    private Fact<Boolean> floppyDriver(Fact<Boolean> standard) {
        String banner = tree.line("proc/version").orElse("");
        return config.flag("CONFIG_BLK_DEV_FD")
                .map(on -> Fact.of(on, Provenance.SYSFS))
                .orElseGet(() ->
                        banner.isEmpty()
                                ? standard
                                : Fact.of(DISTRIBUTION.matcher(banner).find(), Provenance.RULE));
    }

    private Fact<CommandLine> commandLine() {
        return tree.line("proc/cmdline")
                .map(text -> Fact.of(new CommandLine(text), Provenance.SYSFS))
                .or(() ->
                        log.find(Pattern.compile("^(?:Kernel c|C)ommand line: (.*)$"))
                                .map(m -> Fact.of(new CommandLine(m.group(1)), Provenance.LOG)))
                .orElse(Fact.standard(CommandLine.EMPTY));
    }

    private Fact<FirmwareKind> firmware() {
        if (tables.present()) {
            return Fact.of(FirmwareKind.ACPI, Provenance.FIRMWARE);
        }
        if (tree.exists("sys/firmware/fdt")) {
            return Fact.of(FirmwareKind.DEVICE_TREE, Provenance.FIRMWARE);
        }
        if (tree.isFolder("sys/firmware/devicetree/base")) {
            return Fact.of(FirmwareKind.DEVICE_TREE, Provenance.SYSFS);
        }
        return log.has("Machine model:")
                ? Fact.of(FirmwareKind.DEVICE_TREE, Provenance.LOG)
                : Fact.of(FirmwareKind.ACPI, log.has("ACPI: ") ? Provenance.LOG : Provenance.RULE);
    }

    private Fact<Boolean> iommuOn(List<Iommu> iommus) {
        if (!tree.names(SysfsIommu.CLASS).isEmpty()) {
            return Fact.of(true, Provenance.SYSFS);
        }
        if (!iommus.isEmpty() && tree.isFolder(SysfsIommu.CLASS)) {
            return Fact.of(false, Provenance.SYSFS);
        }
        CommandLine line = command.value();
        boolean off =
                line.value("intel_iommu").filter("off"::equals).isPresent()
                        || line.value("amd_iommu").filter("off"::equals).isPresent()
                        || line.value("iommu").filter("off"::equals).isPresent();
        return off ? Fact.of(false, Provenance.COMMAND_LINE) : Fact.standard(true);
    }

    /// Hash tables are allocated in whole pages: their size shifted by the order is one page.
    private Fact<ByteSize> pageSize(Fact<ByteSize> standard) {
        if (machine.isX86()) {
            return Fact.of(ByteSize.ofPowerOfTwo(12), Provenance.RULE);
        }
        return log.all(PAGE)
                .map(m -> Long.parseLong(m.group(2)) >>> Integer.parseInt(m.group(1)))
                .filter(bytes -> bytes == 4096 || bytes == 16384 || bytes == 65536)
                .findFirst()
                .map(bytes -> Fact.of(ByteSize.ofBytes(bytes), Provenance.LOG))
                .or(() -> config.pageSize().map(size -> Fact.of(size, Provenance.SYSFS)))
                .orElse(standard);
    }

    private Fact<Integer> virtualAddressBits(Fact<Integer> standard) {
        return config.virtualAddressBits()
                .map(bits -> Fact.of(bits, Provenance.SYSFS))
                .orElse(standard);
    }

    /// Its device file, a VFIO character device, its module or the configuration show iommufd.
    private Fact<Boolean> iommufd(Fact<Boolean> standard) {
        boolean seen =
                tree.exists("sys/devices/virtual/misc/iommu")
                        || tree.exists("sys/class/misc/iommu")
                        || tree.exists("sys/module/iommufd")
                        || !tree.names("sys/class/vfio-dev").isEmpty()
                        || modules().anyMatch(line -> line.startsWith("iommufd "))
                        || machine.folders().stream().anyMatch(folder -> folder.has("vfio-dev"));
        if (seen) {
            return Fact.of(true, Provenance.SYSFS);
        }
        Optional<Fact<Boolean>> built =
                config.flag("CONFIG_IOMMUFD").map(on -> Fact.of(on, Provenance.SYSFS));
        return built.orElse(isDebian() ? Fact.of(false, Provenance.RULE) : standard);
    }

    /// Debian builds its kernels without iommufd.
    private boolean isDebian() {
        return tree.line("proc/version").filter(DEBIAN.asPredicate()).isPresent();
    }

    private Fact<Boolean> groupInterface(Fact<Boolean> standard) {
        if (tree.exists("sys/devices/virtual/misc/vfio")
                || tree.exists("sys/class/misc/vfio")
                || modules().anyMatch(line -> line.startsWith("vfio_iommu_type1 "))) {
            return Fact.of(true, Provenance.SYSFS);
        }
        return config.flag("CONFIG_VFIO_GROUP")
                .map(on -> Fact.of(on, Provenance.SYSFS))
                .orElse(standard);
    }

    private java.util.stream.Stream<String> modules() {
        return tree.text("proc/modules").orElse("").lines();
    }

    private Fact<Integer> limit(Fact<Integer> standard) {
        return tree.line("sys/module/vfio_iommu_type1/parameters/dma_entry_limit")
                .flatMap(Numbers::parse)
                .map(n -> Fact.of(clamped(n), Provenance.SYSFS))
                .or(() ->
                        command.value()
                                .value("vfio_iommu_type1.dma_entry_limit")
                                .flatMap(Numbers::parse)
                                .map(n -> Fact.of(clamped(n), Provenance.COMMAND_LINE)))
                .orElse(standard);
    }

    private static int clamped(long limit) {
        return Math.clamp(limit, 0, Integer.MAX_VALUE);
    }

    private Fact<Boolean> parameter(String module, String name) {
        return tree.line("sys/module/" + module + "/parameters/" + name)
                .map(text -> Fact.of(text.equals("Y") || text.equals("1"), Provenance.SYSFS))
                .or(() ->
                        command.value()
                                .flag(module + "." + name)
                                .map(on -> Fact.of(on, Provenance.COMMAND_LINE)))
                .orElse(Fact.standard(false));
    }
}
