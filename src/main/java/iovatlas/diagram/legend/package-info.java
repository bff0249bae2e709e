/// What the patterns, outlines, bars and signs of a drawing mean, drawn below it on request.
@NullMarked
package iovatlas.diagram.legend;

import org.jspecify.annotations.NullMarked;
