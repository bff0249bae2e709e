/// Rules about who shares a group with whom.
@NullMarked
package iovatlas.diagnostic.rule.group;

import org.jspecify.annotations.NullMarked;
