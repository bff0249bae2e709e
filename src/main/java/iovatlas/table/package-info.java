/// Facts as rows and columns: what the window's tables show and what CSV, JSON and HTML reports
/// carry is the same value.
@NullMarked
package iovatlas.table;

import org.jspecify.annotations.NullMarked;
