/// A guest as the configuration of its virtual machine monitor tells it, laid on a host: owner,
/// memory, container and the steps that give it its devices. Readers of several formats share it.
@NullMarked
package iovatlas.importer.guest;

import org.jspecify.annotations.NullMarked;
