/// A read-only tree of files that can be a folder, an archive or the host itself. Links are kept and
/// resolved inside the tree; nothing outside it can be reached.
@NullMarked
package iovatlas.importer.sysfs.tree;

import org.jspecify.annotations.NullMarked;
