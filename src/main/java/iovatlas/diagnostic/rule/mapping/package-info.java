/// Rules about what is mapped where.
@NullMarked
package iovatlas.diagnostic.rule.mapping;

import org.jspecify.annotations.NullMarked;
