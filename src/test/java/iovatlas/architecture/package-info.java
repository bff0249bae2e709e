/// The walls of the house as tests: which room may import which, what a third-party library may be
/// used for, how long a file may grow, and which names are not used here.
@NullMarked
package iovatlas.architecture;

import org.jspecify.annotations.NullMarked;
