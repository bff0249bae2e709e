/// The parts of a palette: ports, cards, IOMMUs, interrupt controllers, guests, ready boards, and the memory maps of virtual machine monitors.
@NullMarked
package iovatlas.edit.part;

import org.jspecify.annotations.NullMarked;
