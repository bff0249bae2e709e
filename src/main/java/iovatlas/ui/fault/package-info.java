/// The fault locator: lines of a kernel log or trace, where their faults lie on the machine in front,
/// and ways there.
@NullMarked
package iovatlas.ui.fault;

import org.jspecify.annotations.NullMarked;
