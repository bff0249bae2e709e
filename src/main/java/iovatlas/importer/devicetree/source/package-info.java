/// Reads the source form of device trees (dts, dtsi, dtso), with the files that they include where
/// these are at hand, and makes the flattened form of it.
@NullMarked
package iovatlas.importer.devicetree.source;

import org.jspecify.annotations.NullMarked;
