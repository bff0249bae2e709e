/// Everything that the pictures show, as tables to sort, filter and copy.
@NullMarked
package iovatlas.ui.tables;

import org.jspecify.annotations.NullMarked;
