/// VFIO as Linux runs it: groups, containers, the type1 back end and PCI device files. Every call is
/// a pure function from a state to the state after it and the kernel's answer.
@NullMarked
package iovatlas.kernel.vfio;

import org.jspecify.annotations.NullMarked;
