/// Messages of functions on the host: which vectors a function has, what its registers hold, and where
/// the kernel puts the doorbell page that the message is written to.
@NullMarked
package iovatlas.kernel.doorbell;

import org.jspecify.annotations.NullMarked;
