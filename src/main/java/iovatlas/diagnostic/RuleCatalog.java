package iovatlas.diagnostic;

import java.util.List;
import java.util.Optional;

/// The rules that are checked, in a fixed order.
public record RuleCatalog(List<Rule> rules) {

    public RuleCatalog {
        rules = List.copyOf(rules);
    }

    /// The rule of that id.
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(r -> r.card().id().equals(id)).findFirst();
    }
}
