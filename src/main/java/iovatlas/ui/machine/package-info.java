/// The machine, its groups, spaces and steps as a tree.
@NullMarked
package iovatlas.ui.machine;

import org.jspecify.annotations.NullMarked;
