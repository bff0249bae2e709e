/// Puts the pieces of one machine together that people publish as text: listings of `lspci`, kernel
/// logs, listings of IOMMU groups, `/proc` files and ACPI dumps, in one report or in several files.
@NullMarked
package iovatlas.importer.report;

import org.jspecify.annotations.NullMarked;
