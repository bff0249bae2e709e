/// Rules about devices that cannot be taken into a container.
@NullMarked
package iovatlas.diagnostic.rule.attach;

import org.jspecify.annotations.NullMarked;
