/// Reads listings of `lspci` in any of its verbosities, hex dumps and trees included.
@NullMarked
package iovatlas.importer.lspci;

import org.jspecify.annotations.NullMarked;
