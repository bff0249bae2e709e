/// Trying edits out: what they change, before they are kept.
@NullMarked
package iovatlas.ui.whatif;

import org.jspecify.annotations.NullMarked;
