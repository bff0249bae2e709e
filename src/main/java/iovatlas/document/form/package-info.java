/// How a value is spelled: keys, the order of keys, defaults that are left out, and sentences for
/// what does not fit. One description serves reading and writing.
@NullMarked
package iovatlas.document.form;

import org.jspecify.annotations.NullMarked;
