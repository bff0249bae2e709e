/// Reads what QEMU shows and is told: its command line and the monitor's `info mtree`.
@NullMarked
package iovatlas.importer.qemu;

import org.jspecify.annotations.NullMarked;
