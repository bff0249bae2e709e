/// Single files of a machine: one firmware table, one file of `/proc`, a device tree, a capture as
/// text. Each is put where a whole recording of the machine has it, so that one reader serves both,
/// and several of them make one machine.
@NullMarked
package iovatlas.importer.piece;

import org.jspecify.annotations.NullMarked;
