/// Progress and cancelling of long work. No threads of its own: whoever runs the work decides.
@NullMarked
package iovatlas.task;

import org.jspecify.annotations.NullMarked;
