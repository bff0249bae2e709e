/// The maps of IOVA spaces as a picture.
@NullMarked
package iovatlas.ui.iovamap;

import org.jspecify.annotations.NullMarked;
