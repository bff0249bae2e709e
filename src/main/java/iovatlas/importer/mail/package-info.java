/// Takes off what a mail program did to a pasted text: headers, quoting, transfer encodings, line
/// ends and odd spaces. Every reader of text shares it.
@NullMarked
package iovatlas.importer.mail;

import org.jspecify.annotations.NullMarked;
