/// The parts of the document, one class for each kind of list item, and the checks that need more
/// than one item.
@NullMarked
package iovatlas.document.part;

import org.jspecify.annotations.NullMarked;
