/// What differs between two machines or two states of one: functions found again by address, identity
/// or place, groups that changed, answers that changed, and what the model says about why.
@NullMarked
package iovatlas.diagnostic.difference;

import org.jspecify.annotations.NullMarked;
