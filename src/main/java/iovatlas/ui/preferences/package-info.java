/// What the program remembers of a person's choices from one start to the next.
@NullMarked
package iovatlas.ui.preferences;

import org.jspecify.annotations.NullMarked;
