/// Pure changes of a document and their history.
@NullMarked
package iovatlas.edit;

import org.jspecify.annotations.NullMarked;
