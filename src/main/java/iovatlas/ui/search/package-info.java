/// Finding anything by typing: parts of the machine, addresses, problems, steps, commands.
@NullMarked
package iovatlas.ui.search;

import org.jspecify.annotations.NullMarked;
