/// A report as one HTML page: drawings that can be zoomed and panned, and the tables. It loads
/// nothing from anywhere.
@NullMarked
package iovatlas.export.html;

import org.jspecify.annotations.NullMarked;
