/// Drawings as SVG that kernel documentation, browsers and converters all read alike: presentation
/// attributes only, explicit size, generic font families, stable ids.
@NullMarked
package iovatlas.export.svg;

import org.jspecify.annotations.NullMarked;
