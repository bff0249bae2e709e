package iovatlas.ui.whatif;

import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.ui.session.Computed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which page tables there are, and whom each serves.
final class PageTableUse {
    private PageTableUse() {}

    /// The users by page table, in the document's order: `own of ioas0 (smmu0)` for one with a name,
    /// `c0 smmu0`, `c0 smmu0 no. 2` for those that the kernel made for an IOMMU.
    static Map<String, String> of(Computed computed, KernelState state) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (SpaceView space : Consequences.spaces(computed, state)) {
            Map<String, Integer> made = new HashMap<>();
            for (DomainView domain : space.domains()) {
                tables.put(name(space, domain, made), users(state, domain));
            }
        }
        return tables;
    }

    private static String name(SpaceView space, DomainView domain, Map<String, Integer> made) {
        if (space.iommufd() && domain.chosenTable().isPresent()) {
            return "%s of %s (%s)"
                    .formatted(domain.chosenTable().get(), space.name(), domain.iommu());
        }
        int number = made.merge(domain.iommu(), 1, Integer::sum);
        return space.name() + " " + domain.iommu() + (number == 1 ? "" : " no. " + number);
    }

    private static String users(KernelState state, DomainView domain) {
        List<String> users = new ArrayList<>();
        for (IommuGroup group : state.groups().groups()) {
            if (domain.groups().contains(group.number())) {
                users.addAll(Consequences.names(group));
            }
        }
        return users.isEmpty() ? "nobody" : Consequences.together(users);
    }
}
