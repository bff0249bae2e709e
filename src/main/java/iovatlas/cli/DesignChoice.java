package iovatlas.cli;

import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads the names of doorbell designs.
final class DesignChoice {

    private DesignChoice() {}

    /// One design.
    ///
    /// @throws UsageProblem for a name that no design has
    static DoorbellDesign one(DoorbellDesigns designs, String name) {
        return designs.find(name)
                .orElseThrow(() ->
                        new UsageProblem(
                                "\""
                                        + name
                                        + "\" is no doorbell design; there are "
                                        + designs.all().stream()
                                                .map(DoorbellDesign::id)
                                                .collect(Collectors.joining(", "))));
    }

    /// `D0,D10`, `all`, or the usual ones for an empty list.
    static List<DoorbellDesign> several(DoorbellDesigns designs, List<String> names) {
        if (names.isEmpty()) {
            return designs.usual();
        }
        if (names.equals(List.of("all"))) {
            return designs.all();
        }
        var chosen = new ArrayList<DoorbellDesign>();
        names.forEach(name -> chosen.add(one(designs, name)));
        return chosen;
    }
}
