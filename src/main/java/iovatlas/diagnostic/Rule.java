package iovatlas.diagnostic;

import java.util.List;

/// Looks for one kind of problem. Stateless; reads nothing but what it is given.
public interface Rule {

    /// What the rule is about, for people who want to know.
    RuleCard card();

    /// Whether the rule tells what the running kernel answers to steps. Such rules are silent while a
    /// doorbell design is chosen as a what-if, since the answers would be others.
    default boolean answersForKernel() {
        return true;
    }

    /// The problems of this kind, in the order of the machine and the scenario.
    List<Problem> check(Inspected inspected);
}
