/// The window itself: menus, toolbar, panes and how they fold, document tabs, status bar.
@NullMarked
package iovatlas.ui.shell;

import org.jspecify.annotations.NullMarked;
