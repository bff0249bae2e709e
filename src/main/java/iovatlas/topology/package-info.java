/// What a person draws: the parts of one machine as immutable records, and the ids by which
/// everything else refers to them. Nothing here is computed; nothing here was observed.
@NullMarked
package iovatlas.topology;

import org.jspecify.annotations.NullMarked;
