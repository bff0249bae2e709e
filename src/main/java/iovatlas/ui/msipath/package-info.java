/// The way of one message as a picture.
@NullMarked
package iovatlas.ui.msipath;

import org.jspecify.annotations.NullMarked;
