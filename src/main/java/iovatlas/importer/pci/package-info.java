/// Reads PCI configuration space bytes. Shared by every importer that has such bytes.
@NullMarked
package iovatlas.importer.pci;

import org.jspecify.annotations.NullMarked;
