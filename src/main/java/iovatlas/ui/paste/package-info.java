/// The paste-or-drop box: texts and files of one machine, what each of them is, what was not
/// understood, what they say together; then a new document, or more for the one that is open.
@NullMarked
package iovatlas.ui.paste;

import org.jspecify.annotations.NullMarked;
