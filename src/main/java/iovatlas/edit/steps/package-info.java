/// Edits of the scenario that take several steps at once: assigning devices, mapping a guest's memory, sending a message.
@NullMarked
package iovatlas.edit.steps;

import org.jspecify.annotations.NullMarked;
