/// The guest's side of an interrupt: KVM's virtual ITS with the tables that the guest programmed, GSI
/// routes and irqfds, what an injection comes to, and when hardware injects by itself.
@NullMarked
package iovatlas.kernel.kvm;

import org.jspecify.annotations.NullMarked;
