/// Where virtual machine monitors put a guest's RAM, its device windows and its interrupt controller, release by release.
@NullMarked
package iovatlas.edit.vmm;

import org.jspecify.annotations.NullMarked;
