/// Where virtual machine monitors put a guest's RAM, its device windows and its interrupt controller, release by release, and with how much RAM that changes. A span of releases stands here only when its source was read.
@NullMarked
package iovatlas.edit.vmm;

import org.jspecify.annotations.NullMarked;
