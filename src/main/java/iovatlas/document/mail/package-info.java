/// What a mail does to the text in it, undone: headers, boundaries, transfer encodings, flowed
/// lines. Lines keep the numbers that they have in the mail.
@NullMarked
package iovatlas.document.mail;

import org.jspecify.annotations.NullMarked;
