/// Problems of a machine and its scenario: rules, what they found, how to mend it.
@NullMarked
package iovatlas.diagnostic;

import org.jspecify.annotations.NullMarked;
