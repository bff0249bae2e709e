package iovatlas.ui.inspector;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.pci.AcsWord;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.topology.ElementId;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.ui.session.Computed;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The sheet of a PCI function.
final class FunctionSheet {

    private final Computed now;
    private final PciFunction function;
    private final KernelState state;
    private final GroupTable groups;
    private final SheetMaker sheet;
    private final FunctionWhys whys;
    private final DomainWhys domainWhys;

    private FunctionSheet(Computed now, PciFunction function) {
        this.now = now;
        this.function = function;
        this.state = now.state();
        this.groups = state.groups();
        this.whys = new FunctionWhys(now, function);
        this.domainWhys = new DomainWhys(now);
        this.sheet =
                new SheetMaker(now, (function.at().shortText() + "  " + function.name()).strip());
    }

    static Sheet of(Computed now, PciFunction function) {
        return new FunctionSheet(now, function).make();
    }

    private Sheet make() {
        new FunctionFields(now, function, sheet).add();
        PciAddress at = function.at();
        sheet.computed(
                "Class",
                ClassName.of(function.identity().classCode()),
                Why.of(
                        "The class code in words; left out, it is that of the kind.",
                        "include/linux/pci_ids.h",
                        ""));
        sheet.computed("Requester ID", at.requesterId().toString(), whys.requester());
        sheet.computed("Stream ID", streams(), whys.streams());
        sheet.computed("Driver now", state.driverOf(at).orElse("none"), whys.driver());
        groups.acs(at).ifPresent(this::acs);
        sheet.computed("Group", groups.groupOf(at).map(this::group).orElse("none"), whys.group());
        sheet.computed("Aliases", aliases(), whys.aliases());
        String space = state.spaceOf(at).orElse("");
        sheet.computed("Container", space.isEmpty() ? "none" : space, whys.container());
        domain();
        for (ReservedRegion region : groups.regionsOf(at)) {
            sheet.computed(
                    Span.label(region.type()), Span.of(region.range()), domainWhys.region(region));
        }
        sheet.computed(
                "MSI to",
                groups.msiController(at).map(MsiController::name).orElse(""),
                whys.controller());
        message();
        source();
        reasons(space);
        return sheet.make();
    }

    private String streams() {
        String ids =
                groups.streamIds(function.at()).stream()
                        .map(id -> "0x" + Integer.toHexString(id))
                        .collect(Collectors.joining(" "));
        return groups.iommuOf(function.at())
                .map(iommu -> (ids + "  on " + iommu).strip())
                .orElse("no IOMMU");
    }

    private void acs(AcsWord word) {
        sheet.computed("ACS on", AcsWord.names(word.control()), whys.acsOn(word));
        sheet.computed("ACS missing", AcsWord.names(word.missing()), whys.acsMissing());
    }

    private String group(IommuGroup group) {
        int size = group.members().size() + group.otherMembers().size();
        String company =
                size == 1
                        ? "alone"
                        : group.members().stream()
                                .filter(at -> !at.equals(function.at()))
                                .limit(4)
                                .map(PciAddress::shortText)
                                .collect(
                                        Collectors.joining(
                                                " ", "with ", size > 5 ? " \u2026" : ""));
        return group.number() + "  " + company + "  " + group.type().word();
    }

    /// Further IDs under which it may send.
    private String aliases() {
        return groups.streamIds(function.at()).stream()
                .skip(1)
                .map(id -> "0x" + Integer.toHexString(id))
                .collect(Collectors.joining(" "));
    }

    private void domain() {
        int group = groups.groupOf(function.at()).map(IommuGroup::number).orElse(-1);
        state.spaceOf(function.at())
                .flatMap(state::space)
                .ifPresent(space ->
                        space.domains().stream()
                                .filter(d -> d.groups().contains(group))
                                .findFirst()
                                .ifPresent(d -> domain(space, d)));
    }

    private void domain(SpaceView space, DomainView domain) {
        sheet.computed("Domain", "d" + domain.number(), domainWhys.sharing(space, domain));
        sheet.computed("Page sizes", Span.pages(domain.pageSizes()), domainWhys.pageSizes(domain));
        sheet.computed("Aperture", Span.aperture(domain.aperture()), domainWhys.aperture(domain));
    }

    private void message() {
        var vector = now.state().interrupts().vectorsOf(function.at());
        vector.vectors().values().stream()
                .findFirst()
                .ifPresent(first ->
                        sheet.computed(
                                "Message " + first.number(),
                                first.registers().toString(),
                                whys.message(first.number())));
        if (vector.vectors().size() > 1) {
            sheet.computed("Vectors on", Integer.toString(vector.vectors().size()), whys.vectors());
        }
    }

    /// Which piece of the input told of the function, and what its reader has to say.
    private void source() {
        now.atlas()
                .observation()
                .function(function.at())
                .ifPresent(seen ->
                        sheet.computed(
                                "From",
                                seen.source().isEmpty() ? "the snapshot" : seen.source(),
                                "Recorded on the real machine; it labels answers and decides"
                                        + " none."));
        String at = function.at().toString();
        now.atlas().observation().notes().stream()
                .filter(note -> List.of(note.where().split("[ ,]+")).contains(at))
                .forEach(note ->
                        sheet.computed(
                                "Input", note.text(), "What the reader of the input found."));
    }

    private void reasons(String space) {
        PciAddress at = function.at();
        Set<ElementId> about = new LinkedHashSet<>();
        about.add(new ElementId.OfFunction(at));
        groups.groupOf(at).ifPresent(g -> about.add(new ElementId.OfGroup(g.number())));
        if (!space.isEmpty()) {
            about.add(new ElementId.OfSpace(space));
        }
        sheet.problems(about, space);
        groups.whyUngrouped(at).ifPresent(sheet::why);
        groups.groupOf(at).ifPresent(group -> GroupReasons.add(sheet, groups, group, at));
        groups.regionsOf(at).forEach(region -> sheet.why(region.reason()));
    }
}
