/// What the readers of foreign data found fault with.
@NullMarked
package iovatlas.diagnostic.rule.input;

import org.jspecify.annotations.NullMarked;
