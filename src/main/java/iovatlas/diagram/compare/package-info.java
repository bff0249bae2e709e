/// One scenario under several doorbell designs as a picture: small maps side by side, and a table of
/// what each design comes to.
@NullMarked
package iovatlas.diagram.compare;

import org.jspecify.annotations.NullMarked;
