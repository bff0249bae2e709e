/// The save file: reading with exact errors, writing that keeps what a person typed, the layout
/// beside it, atomic writing and recovery after a crash.
@NullMarked
package iovatlas.document;

import org.jspecify.annotations.NullMarked;
