/// Reads the XML of a libvirt domain: memory, processors, assigned host devices.
@NullMarked
package iovatlas.importer.libvirt;

import org.jspecify.annotations.NullMarked;
