/// The steps of the scenario with the kernel's answers.
@NullMarked
package iovatlas.ui.timeline;

import org.jspecify.annotations.NullMarked;
