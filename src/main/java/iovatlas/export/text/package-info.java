/// Drawings as plain ASCII for mails and commit messages.
@NullMarked
package iovatlas.export.text;

import org.jspecify.annotations.NullMarked;
