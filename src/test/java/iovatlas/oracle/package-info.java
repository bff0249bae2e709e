/// Compares the model with what real kernels decided, case by case of the shared oracle.
@NullMarked
package iovatlas.oracle;

import org.jspecify.annotations.NullMarked;
