/// The document as text, edited both ways.
@NullMarked
package iovatlas.ui.text;

import org.jspecify.annotations.NullMarked;
