package iovatlas.importer.dmesg;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The IOMMU groups that a log adds devices to, in both spellings of the message.
///
/// Source: `drivers/iommu/iommu.c:iommu_group_add_device` (since 5.3 the device's own prefix, before
/// that `iommu: Adding device`).
public final class LoggedGroups {

    /// Anywhere in a line: a serial console that loses characters joins two lines.
    private static final Pattern MEMBER =
            Pattern.compile(
                    "(?:(?:^|\\s)([\\w-]{1,60}) (\\S{1,100})"
                            + "|^([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]))"
                            + ": (Adding to|Removing from) iommu group (\\d{1,9})");

    private static final Pattern OLD_MEMBER =
            Pattern.compile(
                    "^iommu: (Adding|Removing) device (\\S{1,100}) (?:to|from) group (\\d{1,9})");

    private static final int MOST_MEMBERS = 20_000;

    private LoggedGroups() {}

    /// A device at its group.
    ///
    /// @param group the kernel's number
    /// @param driver the word in front of the device's name, empty in the old spelling
    public record Member(int group, String driver) {}

    /// @return by device name, in the order in which they were added last
    public static Map<String, Member> read(KernelLog log) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (String line : log.lines()) {
            Matcher now = MEMBER.matcher(line);
            Matcher old = OLD_MEMBER.matcher(line);
            if (now.find()) {
                put(
                        members,
                        now.group(now.group(2) == null ? 3 : 2),
                        now.group(4).startsWith("Adding"),
                        new Member(
                                Integer.parseInt(now.group(5)),
                                now.group(2) == null ? "" : now.group(1)));
            } else if (old.find()) {
                put(
                        members,
                        old.group(2),
                        old.group(1).equals("Adding"),
                        new Member(Integer.parseInt(old.group(3)), ""));
            }
        }
        return members;
    }

    private static void put(
            Map<String, Member> members, String device, boolean added, Member member) {
        members.remove(device);
        if (added && members.size() < MOST_MEMBERS) {
            members.put(device, member);
        }
    }
}
