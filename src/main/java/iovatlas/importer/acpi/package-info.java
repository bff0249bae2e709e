/// Reads the ACPI tables that describe IOMMUs, interrupt controllers and PCI segments. A table that
/// lies about its length or checksum gives a note and what can still be read.
@NullMarked
package iovatlas.importer.acpi;

import org.jspecify.annotations.NullMarked;
