/// The machine as a picture: ports, functions, groups, IOMMUs, containers.
@NullMarked
package iovatlas.ui.topology;

import org.jspecify.annotations.NullMarked;
