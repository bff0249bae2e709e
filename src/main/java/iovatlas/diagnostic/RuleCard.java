package iovatlas.diagnostic;

import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

/// The page of a rule.
///
/// @param id stable, upper case with underscores, never reused
/// @param severity what its problems usually are
/// @param title one line
/// @param what what the rule looks for
/// @param why what Linux does and what a person sees then
/// @param source the kernel function behind it
/// @param releases for which releases Linux behaves so
/// @param example a small case that trips it
/// @param fix how to mend it
public record RuleCard(
        String id,
        Severity severity,
        String title,
        String what,
        String why,
        Source source,
        Releases releases,
        String example,
        String fix) {}
