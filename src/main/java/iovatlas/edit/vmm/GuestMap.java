package iovatlas.edit.vmm;

import iovatlas.topology.Architecture;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where virtual machine monitors put a guest's memory, its devices and its interrupt controller;
/// one entry for each span of releases that does it alike.
public enum GuestMap {
    QEMU_Q35("QEMU q35", "qemu-q35", "7.1", null, QemuPc::q35v71),
    QEMU_Q35_7_0("QEMU q35", "qemu-q35", "2.11", "7.0", QemuPc::q35v70),
    QEMU_Q35_2_10("QEMU q35", "qemu-q35", "2.0", "2.10", QemuPc::q35v210),
    QEMU_Q35_1_7("QEMU q35", "qemu-q35", "1.4", "1.7", QemuPc::q35v17),
    QEMU_PC("QEMU pc", "qemu-pc", "7.1", null, QemuPc::pc71),
    QEMU_PC_7_0("QEMU pc", "qemu-pc", "2.11", "7.0", QemuPc::pc70),
    QEMU_PC_2_10("QEMU pc", "qemu-pc", "2.0", "2.10", QemuPc::pc210),
    QEMU_PC_1_7("QEMU pc", "qemu-pc", "1.0", "1.7", QemuPc::pc17),
    QEMU_VIRT("QEMU virt", "qemu-virt", "10.2", null, QemuVirt::v102, QemuVirt::its),
    QEMU_VIRT_10_1("QEMU virt", "qemu-virt", "4.0", "10.1", QemuVirt::v101, QemuVirt::its),
    QEMU_VIRT_3_1("QEMU virt", "qemu-virt", "3.0", "3.1", QemuVirt::v31, QemuVirt::its),
    QEMU_VIRT_2_12("QEMU virt", "qemu-virt", "2.8", "2.12", QemuVirt::v212, QemuVirt::its),
    QEMU_VIRT_2_7("QEMU virt", "qemu-virt", "2.6", "2.7", QemuVirt::v27, QemuVirt::v2m),
    QEMU_PSERIES(
            "QEMU pseries",
            "qemu-pseries",
            "2.8",
            null,
            Architecture.PPC64,
            QemuPseries::v28,
            QemuPseries::interrupts),
    QEMU_PSERIES_2_7(
            "QEMU pseries",
            "qemu-pseries",
            "2.1",
            "2.7",
            Architecture.PPC64,
            QemuPseries::v27,
            QemuPseries::interrupts),
    CROSVM("crosvm x86_64", "crosvm", null, null, Crosvm::x86),
    CROSVM_ARM("crosvm aarch64", "crosvm-arm", null, null, Crosvm::arm, Crosvm::its),
    CLOUD_HYPERVISOR(
            "cloud-hypervisor x86_64", "cloud-hypervisor", "22.0", null, CloudHypervisor::x86v22),
    CLOUD_HYPERVISOR_21(
            "cloud-hypervisor x86_64", "cloud-hypervisor", "0.4", "21.0", CloudHypervisor::x86v21),
    CLOUD_HYPERVISOR_ARM(
            "cloud-hypervisor aarch64",
            "cloud-hypervisor-arm",
            "23.0",
            null,
            CloudHypervisor::armV23,
            CloudHypervisor::its),
    CLOUD_HYPERVISOR_ARM_22(
            "cloud-hypervisor aarch64",
            "cloud-hypervisor-arm",
            "16.0",
            "22.1",
            CloudHypervisor::armV22,
            CloudHypervisor::its),
    CLOUD_HYPERVISOR_ARM_0_14(
            "cloud-hypervisor aarch64",
            "cloud-hypervisor-arm",
            "0.9",
            "0.14",
            CloudHypervisor::armV014,
            CloudHypervisor::its),
    FIRECRACKER("Firecracker x86_64", "firecracker", "1.13", null, Firecracker::x86v113),
    FIRECRACKER_1_12("Firecracker x86_64", "firecracker", "0.20", "1.12", Firecracker::x86v112),
    FIRECRACKER_ARM(
            "Firecracker aarch64",
            "firecracker-arm",
            "1.13",
            null,
            Firecracker::armV113,
            Firecracker::its),
    KVMTOOL_ARM("kvmtool arm64", "kvmtool-arm", null, null, Kvmtool::arm, Kvmtool::its);

    private final String monitor;
    private final String stem;
    private final @Nullable VmmRelease since;
    private final @Nullable VmmRelease until;
    private final Architecture architecture;
    private final Function<GuestWish, GuestRegions> layout;
    private final Function<GuestWish, GuestInterrupts> interrupts;

    /// For x86, where all have their interrupt controllers at the same place.
    GuestMap(
            String monitor,
            String stem,
            @Nullable String since,
            @Nullable String until,
            Function<GuestWish, GuestRegions> layout) {
        this(
                monitor,
                stem,
                since,
                until,
                Architecture.X86_64,
                wish -> layout.apply(wish).apics(),
                _ -> new GuestInterrupts.VirtualApic());
    }

    /// For Arm.
    GuestMap(
            String monitor,
            String stem,
            @Nullable String since,
            @Nullable String until,
            Function<GuestWish, GuestRegions> layout,
            Function<GuestWish, GuestInterrupts> interrupts) {
        this(monitor, stem, since, until, Architecture.ARM64, layout, interrupts);
    }

    GuestMap(
            String monitor,
            String stem,
            @Nullable String since,
            @Nullable String until,
            Architecture architecture,
            Function<GuestWish, GuestRegions> layout,
            Function<GuestWish, GuestInterrupts> interrupts) {
        this.monitor = monitor;
        this.stem = stem;
        this.since = since == null ? null : VmmRelease.parse(since);
        this.until = until == null ? null : VmmRelease.parse(until);
        this.architecture = architecture;
        this.layout = layout;
        this.interrupts = interrupts;
    }

    /// What menus call it, e.g. `QEMU virt 4.0 to 10.1`.
    public String title() {
        return since == null ? monitor : monitor + " " + span();
    }

    /// The monitor with its machine or architecture, e.g. `QEMU virt`.
    public String monitor() {
        return monitor;
    }

    /// Which releases, e.g. `4.0 to 10.1`.
    public String span() {
        return since == null ? "current" : since + (until == null ? "+" : " to " + until);
    }

    /// What a typed line calls it: `qemu-virt` is the newest, `qemu-virt-10.1` the span that ends
    /// with that release.
    public String word() {
        return until == null ? stem : stem + "-" + until;
    }

    public Architecture architecture() {
        return architecture;
    }

    /// The map of a word, with any release: `qemu-virt-9.0`.
    ///
    /// @return empty when the word names no monitor
    /// @throws IllegalArgumentException for a release that is not known
    public static Optional<GuestMap> of(String word) {
        for (GuestMap map : values()) {
            if (map.word().equals(word)) {
                return Optional.of(map);
            }
        }
        List<GuestMap> family = family(word);
        if (family.isEmpty()) {
            return Optional.empty();
        }
        VmmRelease release = VmmRelease.parse(word.substring(family.getFirst().stem.length() + 1));
        return Optional.of(
                family.stream()
                        .filter(map -> map.has(release))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(unknown(family, release))));
    }

    /// The spans of the monitor that a word names, the newest first. Of `cloud-hypervisor` and
    /// `cloud-hypervisor-arm` the longer one counts.
    private static List<GuestMap> family(String word) {
        int longest =
                Arrays.stream(values())
                        .filter(map -> map.since != null && word.startsWith(map.stem + "-"))
                        .mapToInt(map -> map.stem.length())
                        .max()
                        .orElse(0);
        return Arrays.stream(values())
                .filter(map -> map.stem.length() == longest && word.startsWith(map.stem + "-"))
                .toList();
    }

    private static String unknown(List<GuestMap> family, VmmRelease release) {
        VmmRelease first = Objects.requireNonNull(family.getLast().since);
        String known =
                release.compareTo(first) < 0
                        ? "the first is " + first
                        : "known are "
                                + family.reversed().stream()
                                        .map(GuestMap::span)
                                        .collect(Collectors.joining(", "));
        return "The memory map of %s %s is not known; %s."
                .formatted(family.getFirst().monitor, release, known);
    }

    private boolean has(VmmRelease release) {
        return (since == null || since.compareTo(release) <= 0)
                && (until == null || until.compareTo(release) >= 0);
    }

    /// A guest laid out as the monitor does it.
    ///
    /// @param kvm whether KVM runs it
    /// @throws IllegalArgumentException when the memory has no place
    public ContainerOwner.Guest guest(String name, boolean kvm, GuestWish wish) {
        return new ContainerOwner.Guest(
                name,
                architecture,
                kvm,
                layout.apply(wish).named(name),
                wish.vcpus(),
                interrupts.apply(wish));
    }

    /// Where RAM goes, by how much there is.
    public RamPlaces ramPlaces(boolean amd) {
        return RamPlaces.of(ram -> guest("vm", true, new GuestWish(ram, 1, amd)).memory());
    }
}
