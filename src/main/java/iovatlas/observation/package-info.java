/// What a real machine showed, kept apart from what is computed: recorded groups and regions,
/// drivers, control registers, MSI registers, interrupts, log facts. Carried by the document, used
/// to verify and to label, never an input to a computed answer.
@NullMarked
package iovatlas.observation;

import org.jspecify.annotations.NullMarked;
