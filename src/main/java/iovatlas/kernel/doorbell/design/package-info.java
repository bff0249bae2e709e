/// Ways to make an MSI doorbell reachable from an assigned device: what Linux does, did, and what was
/// proposed for it. A design says where doorbell pages go, when, in which page tables, and who
/// guards them; its card says the rest in words, each with how sure it is.
@NullMarked
package iovatlas.kernel.doorbell.design;

import org.jspecify.annotations.NullMarked;
