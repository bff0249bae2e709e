package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.address.RangeSet;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Transition;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// What iommufd has pinned: worked out from the areas when somebody asks, which for processes with
/// CAP_IPC_LOCK nobody does. All processes count as those of one user.
///
/// Source: `drivers/iommu/iommufd/pages.c:iopt_pages.npinned, do_update_pinned`.
///
/// @param state the moment
public record PinnedPages(IommufdState state) {

    /// The pages of one MAP in one context.
    private record Key(int context, UserPages pages) {}

    /// How many pages of a process are pinned, whatever they are held against.
    public long of(String process) {
        return sum(counts(), pages -> pages.process().name().equals(process));
    }

    /// How many pages are held against what the process has locked.
    public long lockedBy(String process) {
        return sum(counts(), pages -> isOf(pages, Accounting.MM, process));
    }

    /// The step, or ENOMEM in its place when it pinned more than a limit allows. Limits count only
    /// for what the step pinned itself.
    static <V> Transition<IommufdState, V> limited(
            IommufdState before, Transition<IommufdState, V> step) {
        if (!step.outcome().isOk()) {
            return step;
        }
        Map<Key, Long> old = new PinnedPages(before).counts();
        Map<Key, Long> now = new PinnedPages(step.state()).counts();
        for (Map.Entry<Key, Long> entry : now.entrySet()) {
            UserPages pages = entry.getKey().pages();
            boolean more = entry.getValue() > old.getOrDefault(entry.getKey(), 0L);
            if (more && isOver(pages, now, step.state())) {
                return new Transition<>(
                        before,
                        refuse(
                                Errno.ENOMEM,
                                IoasRules.MEMLOCK,
                                new Evidence.OfText("limit", pages.process().lockLimit().text())));
            }
        }
        return step;
    }

    private static boolean isOver(UserPages pages, Map<Key, Long> counts, IommufdState state) {
        String process = pages.process().name();
        long held =
                switch (pages.accounting()) {
                    case NONE -> 0;
                    case USER -> sum(counts, p -> p.accounting() == Accounting.USER);
                    case MM ->
                            state.vfio().locked(process)
                                    + sum(counts, p -> isOf(p, Accounting.MM, process));
                };
        long limit = pages.process().lockLimit().unsignedCountOf(state.page());
        return pages.accounting() != Accounting.NONE && Long.compareUnsigned(held, limit) > 0;
    }

    private static boolean isOf(UserPages pages, Accounting accounting, String process) {
        return pages.accounting() == accounting && pages.process().name().equals(process);
    }

    private static long sum(Map<Key, Long> counts, Predicate<UserPages> which) {
        return counts.entrySet().stream()
                .filter(e -> which.test(e.getKey().pages()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private Map<Key, Long> counts() {
        var counts = new HashMap<Key, Long>();
        for (Context context : state.contexts().values()) {
            var covered = new HashMap<UserPages, RangeSet<UserVirtual>>();
            for (Ioas ioas : context.ioases().values()) {
                if (!ioas.domains().isEmpty()) {
                    ioas.areas().forEach(area -> cover(covered, area, ioas));
                }
            }
            covered.forEach((pages, set) -> {
                long count =
                        set.ranges().stream()
                                .mapToLong(r -> r.size().unsignedCountOf(context.page()))
                                .sum();
                counts.put(new Key(context.number(), pages), count);
            });
        }
        return counts;
    }

    private static void cover(
            Map<UserPages, RangeSet<UserVirtual>> covered, Entry<Iova, Area> entry, Ioas ioas) {
        Area area = entry.value();
        AddressRange<UserVirtual> whole = area.wholePages(entry.range().size(), ioas.page());
        RangeSet<UserVirtual> there =
                Objects.requireNonNullElse(covered.get(area.pages()), RangeSet.empty());
        covered.put(area.pages(), there.plus(whole));
    }
}
