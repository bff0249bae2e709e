/// The rules that are checked, by subject.
@NullMarked
package iovatlas.diagnostic.rule;

import org.jspecify.annotations.NullMarked;
