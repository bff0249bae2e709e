/// Reads traces of the kernel and of QEMU as text: the mappings, attachments, interrupts and faults
/// in them become a compact list of events, and that becomes a scenario.
@NullMarked
package iovatlas.importer.trace;

import org.jspecify.annotations.NullMarked;
