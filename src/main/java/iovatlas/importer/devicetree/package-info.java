/// Reads a flattened device tree and the properties in it that map requester IDs and reserve memory.
@NullMarked
package iovatlas.importer.devicetree;

import org.jspecify.annotations.NullMarked;
