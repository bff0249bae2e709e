/// What the recording of a real machine shows at the hops of a computed message path: the recorded
/// value beside the computed one, and whether the rules determine it at all.
@NullMarked
package iovatlas.diagnostic.recorded;

import org.jspecify.annotations.NullMarked;
