/// The scenario under several doorbell designs side by side.
@NullMarked
package iovatlas.ui.compare;

import org.jspecify.annotations.NullMarked;
