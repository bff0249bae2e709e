/// Replays recorded scripts of calls the way the recording probe made them, and answers each line as
/// the kernel would have.
@NullMarked
package iovatlas.scenario.replay;

import org.jspecify.annotations.NullMarked;
