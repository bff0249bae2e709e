/// A scenario worked through under a doorbell design that the running kernel need not have: what is
/// mapped where, what is refused, what goes wrong without a word, and how each message ends. The
/// machine, its groups and all that no design changes come from the kernel's own answers.
@NullMarked
package iovatlas.scenario.design;

import org.jspecify.annotations.NullMarked;
