/// YAML as this program uses it: a small tree with positions, read by a streaming parser within
/// limits and without anchors, tags and merge keys; and the flow text that is written back.
@NullMarked
package iovatlas.document.yaml;

import org.jspecify.annotations.NullMarked;
