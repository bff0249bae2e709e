/// Edits of the PCI hierarchy: where a function may sit, which bus numbers enumeration gives, and
/// how everything that names a function follows it when it moves.
@NullMarked
package iovatlas.edit.pci;

import org.jspecify.annotations.NullMarked;
