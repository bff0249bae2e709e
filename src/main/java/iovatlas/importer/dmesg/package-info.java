/// Reads kernel logs: messages without their time stamps, the functions that enumeration reported,
/// the groups that devices were added to.
@NullMarked
package iovatlas.importer.dmesg;

import org.jspecify.annotations.NullMarked;
