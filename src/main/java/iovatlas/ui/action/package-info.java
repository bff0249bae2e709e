/// What a person can do, each thing once: its words, its icon, its keys, whether it can be done now.
/// Menus, toolbar, command palette and the key overlay are made from it.
@NullMarked
package iovatlas.ui.action;

import org.jspecify.annotations.NullMarked;
