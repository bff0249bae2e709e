/// Opening any input: recognises a file or folder by its content and hands it to the reader of that
/// format.
@NullMarked
package iovatlas.importer;

import org.jspecify.annotations.NullMarked;
