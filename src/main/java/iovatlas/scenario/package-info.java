/// What happens on the machine, step by step, and the kernel's state after each step.
@NullMarked
package iovatlas.scenario;

import org.jspecify.annotations.NullMarked;
