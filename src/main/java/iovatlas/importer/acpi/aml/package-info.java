/// Reads the byte code of DSDT and SSDT as far as it takes to find the PCI host bridges and to ask
/// each whether its configuration is to be kept. What lies outside this subset is "not known".
@NullMarked
package iovatlas.importer.acpi.aml;

import org.jspecify.annotations.NullMarked;
