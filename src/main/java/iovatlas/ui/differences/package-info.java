/// Two captures of a machine, or two machines, side by side: what moved group, appeared, vanished or
/// is answered otherwise, and what the model says about why.
@NullMarked
package iovatlas.ui.differences;

import org.jspecify.annotations.NullMarked;
