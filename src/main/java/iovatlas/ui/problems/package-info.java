/// The list of what is wrong, with ways out.
@NullMarked
package iovatlas.ui.problems;

import org.jspecify.annotations.NullMarked;
