/// The top floor: the program's entry point, which answers what needs no other class and hands the
/// rest to the command line or to the window.
@NullMarked
package iovatlas.app;

import org.jspecify.annotations.NullMarked;
