/// The words of a document: which keys each item may have, what they mean, what may stand there and
/// what holds when they are left out. Read from the schema that is published with the program, so
/// that the window, the help and the schema cannot say different things.
@NullMarked
package iovatlas.document.vocabulary;

import org.jspecify.annotations.NullMarked;
