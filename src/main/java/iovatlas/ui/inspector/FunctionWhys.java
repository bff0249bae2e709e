package iovatlas.ui.inspector;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.pci.AcsWord;
import iovatlas.scenario.Step;
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

    String requester() {
        return "Bus, device and function in 8, 5 and 3 bits: what the function sends with every"
                + " transaction.";
    }

    String streams() {
        if (groups.iommuOf(function.at()).isEmpty()) {
            return "No IOMMU translates for the function.";
        }
        String first =
                map(IdMap.Role.IOMMU, function.at().requesterId())
                        .orElse("The IOMMU sees the requester ID itself.");
        return groups.streamIds(function.at()).size() > 1
                ? first + " The others are IDs under which bridges or quirks send in its name."
                : first;
    }

    String driver() {
        Optional<Integer> step =
                lastStep(s ->
                        (s instanceof Step.Bind bind && bind.device().equals(function.at()))
                                || (s instanceof Step.Unbind unbind
                                        && unbind.device().equals(function.at())));
        return step.map(n -> "Step " + n + " changed it.")
                .orElse(
                        function.driver() == null
                                ? "The document names no driver, and no step bound one."
                                : "Bound at boot, as the document says.");
    }

    String acsOn(AcsWord word) {
        return word.reason().text() + " " + word.reason().rule().source();
    }

    String acsMissing() {
        return "What isolation needs, the capability has and the control word does not. A bit that"
                + " the capability lacks counts as hard-wired on, but for egress control.";
    }

    String group() {
        return groups.groupOf(function.at()).isPresent()
                ? "The chain of joins stands below."
                : "Why it has none stands below, where a rule decided it.";
    }

    String container() {
        List<PciAddress> company =
                groups.groupOf(function.at())
                        .map(IommuGroup::members)
                        .orElse(List.of(function.at()));
        return lastStep(s -> s instanceof Step.Attach a && company.contains(a.device()))
                .map(n -> "Step " + n + " is the last that attached the function or its group.")
                .orElse("No step up to here attaches the function or its group.");
    }

    String domain() {
        return "The domain of the container that holds the function's group; its page sizes and its"
                + " aperture are those of the IOMMU behind it.";
    }

    String controller() {
        PciAddress at = function.at();
        RequesterId sent =
                groups.tree()
                        .function(at)
                        .map(groups.tree()::msiRequesterId)
                        .orElse(at.requesterId());
        return map(IdMap.Role.MSI, sent)
                .orElse("No ID map names one: it is the only one that can take the messages.");
    }

    String message() {
        return "What stands in the vector's registers "
                + (now.step() == 0 ? "after boot." : "after step " + now.step() + ".");
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
