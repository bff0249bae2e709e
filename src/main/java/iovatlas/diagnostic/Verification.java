package iovatlas.diagnostic;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.observation.Observation;
import iovatlas.observation.ObservedGroup;
import iovatlas.observation.ObservedRegion;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Compares what the model computed with what the real kernel recorded.
///
/// @param comparedGroups recorded groups
/// @param comparedRegions recorded reserved regions
/// @param comparedDevices recorded group members and ungrouped functions
/// @param mismatches every difference, by recorded group
public record Verification(
        int comparedGroups, int comparedRegions, int comparedDevices, List<Mismatch> mismatches) {

    private record Side(int number, List<String> members, String type, List<String> regions) {}

    public Verification {
        mismatches = List.copyOf(mismatches);
    }

    public static Verification of(GroupTable computed, Observation recorded) {
        List<Side> ours = computed.groups().stream().map(Verification::side).toList();
        List<Side> theirs = recorded.groups().stream().map(Verification::side).toList();
        List<Mismatch> found = new ArrayList<>();
        Map<String, Side> byMember = new HashMap<>();
        ours.forEach(side -> side.members().forEach(m -> byMember.put(m, side)));
        for (Side side : theirs) {
            compare(side, byMember, found);
        }
        ungrouped(recorded.ungrouped(), theirs, byMember, found);
        return new Verification(
                theirs.size(),
                theirs.stream().mapToInt(s -> s.regions().size()).sum(),
                theirs.stream().mapToInt(s -> s.members().size()).sum()
                        + recorded.ungrouped().size(),
                found);
    }

    public boolean agrees() {
        return mismatches.isEmpty();
    }

    private static void compare(
            Side recorded, Map<String, Side> computedByMember, List<Mismatch> found) {
        for (String member : recorded.members()) {
            Side computed = computedByMember.get(member);
            if (computed == null) {
                found.add(
                        new Mismatch(
                                Mismatch.Kind.UNGROUPED,
                                member,
                                "group " + recorded.number(),
                                "no group"));
            } else if (!computed.members().equals(recorded.members())) {
                found.add(
                        new Mismatch(
                                Mismatch.Kind.MEMBERS,
                                member,
                                String.join(" ", recorded.members()),
                                String.join(" ", computed.members())));
            }
        }
        Side computed =
                computedByMember.get(
                        recorded.members().isEmpty() ? "" : recorded.members().getFirst());
        if (computed != null && computed.members().equals(recorded.members())) {
            details(recorded, computed, found);
        }
    }

    /// Groups that were recorded without their folders, as listings and logs have them, can be compared
    /// by their members only: numbers depend on the boot, and nobody looked at the regions.
    private static void details(Side recorded, Side computed, List<Mismatch> found) {
        if (recorded.type().isEmpty() && recorded.regions().isEmpty()) {
            return;
        }
        String subject = "group " + recorded.number();
        if (recorded.number() != computed.number()) {
            found.add(
                    new Mismatch(
                            Mismatch.Kind.NUMBER,
                            String.join(" ", recorded.members()),
                            Integer.toString(recorded.number()),
                            Integer.toString(computed.number())));
        }
        if (!recorded.type().isEmpty() && !recorded.type().equals(computed.type())) {
            found.add(new Mismatch(Mismatch.Kind.TYPE, subject, recorded.type(), computed.type()));
        }
        if (!recorded.regions().equals(computed.regions())) {
            found.add(
                    new Mismatch(
                            Mismatch.Kind.REGIONS,
                            subject,
                            String.join(", ", recorded.regions()),
                            String.join(", ", computed.regions())));
        }
    }

    private static void ungrouped(
            List<String> recorded,
            List<Side> recordedGroups,
            Map<String, Side> computedByMember,
            List<Mismatch> found) {
        for (String device : recorded) {
            Side computed = computedByMember.get(device);
            if (computed != null) {
                found.add(
                        new Mismatch(
                                Mismatch.Kind.UNGROUPED,
                                device,
                                "no group",
                                "group " + computed.number()));
            }
        }
        TreeSet<String> extra = new TreeSet<>(computedByMember.keySet());
        recordedGroups.forEach(g -> extra.removeAll(g.members()));
        recorded.forEach(extra::remove);
        for (String device : extra) {
            found.add(
                    new Mismatch(
                            Mismatch.Kind.UNGROUPED,
                            device,
                            "not there",
                            "in a group of the model"));
        }
    }

    private static Side side(IommuGroup group) {
        List<String> members = new ArrayList<>(group.otherMembers());
        group.members().stream().map(PciAddress::toString).forEach(members::add);
        members.sort(null);
        return new Side(
                group.number(),
                List.copyOf(members),
                group.type().word(),
                group.reserved().stream().map(r -> r.sysfsLine()).toList());
    }

    private static Side side(ObservedGroup group) {
        return new Side(
                group.number(),
                group.members().stream().sorted().toList(),
                group.type(),
                group.regions().stream().map(Verification::line).toList());
    }

    private static String line(ObservedRegion region) {
        return region.range().first().hex16()
                + " "
                + region.range().last().hex16()
                + " "
                + region.word();
    }
}
