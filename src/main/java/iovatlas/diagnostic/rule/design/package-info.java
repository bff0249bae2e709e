/// Rules about a doorbell design that was chosen as a what-if.
@NullMarked
package iovatlas.diagnostic.rule.design;

import org.jspecify.annotations.NullMarked;
