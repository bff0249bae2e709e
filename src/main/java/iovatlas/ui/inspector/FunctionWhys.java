package iovatlas.ui.inspector;

import iovatlas.kernel.FirmwareKind;
import iovatlas.kernel.Source;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.pci.AcsWord;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.Step;
import iovatlas.topology.Architecture;
import iovatlas.topology.IdMap;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.RequesterId;
import iovatlas.ui.session.Computed;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Where the computed values of a function come from, a sentence or two each.
final class FunctionWhys {
    private final Computed now;
    private final PciFunction function;
    private final GroupTable groups;

    FunctionWhys(Computed now, PciFunction function) {
        this.now = now;
        this.function = function;
        this.groups = now.state().groups();
    }

    Why requester() {
        return Why.of(
                "Bus, device and function in 8, 5 and 3 bits: what the function sends with every"
                        + " transaction.",
                "include/linux/pci.h",
                "PCI_DEVID");
    }

    Why streams() {
        if (groups.iommuOf(function.at()).isEmpty()) {
            return new GroupWhys(now).member(function.at());
        }
        Why own =
                Why.of(
                        map(IdMap.Role.IOMMU, function.at().requesterId())
                                .orElse("The IOMMU sees the requester ID itself."),
                        translator().path(),
                        translator().function());
        return groups.streamIds(function.at()).size() > 1
                ? own.and(
                        Why.of(
                                "The others are IDs under which bridges or quirks send in its"
                                        + " name.",
                                "drivers/pci/search.c",
                                "pci_for_each_dma_alias"))
                : own;
    }

    private Source translator() {
        if (groups.facts().architecture().value() == Architecture.X86_64) {
            return Source.of("drivers/iommu/iommu.c", "iommu_probe_device");
        }
        return groups.facts().firmware().value() == FirmwareKind.ACPI
                ? Source.of("drivers/acpi/arm64/iort.c", "iort_pci_iommu_init")
                : Source.of("drivers/iommu/of_iommu.c", "of_pci_iommu_init");
    }

    Why aliases() {
        return Why.of(
                "Besides its own ID it may send with those of bridges above it that take ownership,"
                        + " and those that a quirk or the document names.",
                "drivers/pci/search.c",
                "pci_for_each_dma_alias");
    }

    Why driver() {
        Optional<Integer> step =
                lastStep(s ->
                        (s instanceof Step.Bind bind && bind.device().equals(function.at()))
                                || (s instanceof Step.Unbind unbind
                                        && unbind.device().equals(function.at())));
        return Why.of(
                step.map(n -> "Step " + n + " changed it.")
                        .orElse(
                                function.driver() == null
                                        ? "The document names no driver, and no step bound one."
                                        : "Bound at boot, as the document says."),
                "drivers/base/dd.c",
                "really_probe");
    }

    Why acsOn(AcsWord word) {
        return Why.of(word.reason(), groups.facts().release().value());
    }

    Why acsMissing() {
        return Why.of(
                "What isolation needs, the capability has and the control word does not. A bit that"
                        + " the capability lacks counts as hard-wired on, but for egress control.",
                "drivers/pci/pci.c",
                "pci_acs_flags_enabled");
    }

    Why group() {
        Why member = new GroupWhys(now).member(function.at());
        return groups.groupOf(function.at())
                .map(group -> member.and(new GroupWhys(now).type(group)))
                .orElse(member);
    }

    Why container() {
        List<PciAddress> company =
                groups.groupOf(function.at())
                        .map(IommuGroup::members)
                        .orElse(List.of(function.at()));
        return lastStep(s -> s instanceof Step.Attach a && company.contains(a.device()))
                .map(n ->
                        Why.of(
                                        "Step "
                                                + n
                                                + " is the last that attached the function or its"
                                                + " group.")
                                .and(new StepWhys(now).of(n)))
                .orElse(Why.of("No step up to here attaches the function or its group."));
    }

    Why controller() {
        PciAddress at = function.at();
        RequesterId sent =
                groups.tree()
                        .function(at)
                        .map(groups.tree()::msiRequesterId)
                        .orElse(at.requesterId());
        return Why.of(
                map(IdMap.Role.MSI, sent)
                        .orElse(
                                "No ID map names one: it is the only one that can take the"
                                        + " messages."),
                "drivers/pci/msi/irqdomain.c",
                "pci_msi_get_device_domain");
    }

    Why message(int vector) {
        Why when =
                Why.of(
                        "What stands in the vector's registers "
                                + (now.step() == 0
                                        ? "after boot."
                                        : "after step " + now.step() + "."));
        return HopSheet.path(now, function.at(), vector).stream()
                .flatMap(path -> path.hops().stream())
                .filter(hop -> hop.kind() == MsiHop.Kind.MESSAGE)
                .findFirst()
                .map(hop -> when.and(new HopWhys(now).of(hop)))
                .orElse(when);
    }

    Why vectors() {
        return lastStep(s -> s instanceof Step.SetIrqs set && set.device().equals(function.at()))
                .map(n -> Why.of("Step " + n + " asked for them.").and(new StepWhys(now).of(n)))
                .orElse(
                        MovedCode.ALLOC_VECTORS
                                .in(groups.facts().release().value())
                                .says("Asked for by the driver that is bound."));
    }

    private Optional<String> map(IdMap.Role role, RequesterId id) {
        return now.state().topology().idMaps().stream()
                .filter(map -> map.role() == role)
                .filter(map -> map.contains(function.at().segment(), id))
                .findFirst()
                .map(map ->
                        "The ID map of %s turns %s\u2013%s into 0x%s and up: %s becomes 0x%s."
                                .formatted(
                                        map.target(),
                                        map.first(),
                                        map.last(),
                                        Integer.toHexString(map.output()),
                                        id,
                                        Integer.toHexString(map.map(id))));
    }

    /// The number of the last step up to the one that is shown.
    private Optional<Integer> lastStep(Predicate<Step> wanted) {
        return IntStream.iterate(now.step(), n -> n > 0, n -> n - 1)
                .filter(n -> wanted.test(now.timeline().result(n).step().action()))
                .boxed()
                .findFirst();
    }
}
