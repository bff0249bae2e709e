/// The drawn machine for programs that can make one: QEMU arguments, libvirt XML, the kernel's
/// `pci=config_acs=`.
@NullMarked
package iovatlas.export.machine;

import org.jspecify.annotations.NullMarked;
