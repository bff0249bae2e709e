/// Measurements, started by hand: they print figures and are no tests.
@NullMarked
package iovatlas.bench;

import org.jspecify.annotations.NullMarked;
