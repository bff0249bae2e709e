/// Every property of what is selected, and why it is so.
@NullMarked
package iovatlas.ui.inspector;

import org.jspecify.annotations.NullMarked;
