/// What is drawn, in every format: picks the writers below for a view, a format and how it should
/// look. The command line and the window both go through here, so that they write the same.
@NullMarked
package iovatlas.export;

import org.jspecify.annotations.NullMarked;
