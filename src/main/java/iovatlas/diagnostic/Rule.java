package iovatlas.diagnostic;

import java.util.List;

/// Looks for one kind of problem. Stateless; reads nothing but what it is given.
public interface Rule {

    /// What the rule is about, for people who want to know.
    RuleCard card();

    /// The problems of this kind, in the order of the machine and the scenario.
    List<Problem> check(Inspected inspected);
}
