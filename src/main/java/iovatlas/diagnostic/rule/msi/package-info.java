/// Rules about interrupts that do not arrive.
@NullMarked
package iovatlas.diagnostic.rule.msi;

import org.jspecify.annotations.NullMarked;
