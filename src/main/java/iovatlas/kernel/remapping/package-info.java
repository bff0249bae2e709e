/// Interrupts of an x86 host: vectors of the local APICs, Intel's and AMD's interrupt remapping tables,
/// the format of the messages and the checks that hardware makes on them.
@NullMarked
package iovatlas.kernel.remapping;

import org.jspecify.annotations.NullMarked;
