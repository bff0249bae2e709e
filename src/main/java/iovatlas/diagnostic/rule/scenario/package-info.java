/// Rules about the scenario itself.
@NullMarked
package iovatlas.diagnostic.rule.scenario;

import org.jspecify.annotations.NullMarked;
