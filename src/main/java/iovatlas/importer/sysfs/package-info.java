/// Turns a copy of a Linux machine's sysfs, procfs and firmware tables, or the live ones, into an
/// atlas: what is there becomes topology and boot facts, what the kernel decided becomes
/// observation.
@NullMarked
package iovatlas.importer.sysfs;

import org.jspecify.annotations.NullMarked;
