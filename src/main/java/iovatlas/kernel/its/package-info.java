/// The interrupt controllers of an Arm host as hardware and as Linux uses them: ITS tables, commands
/// and their checks, allocation of DeviceIDs, events and LPIs, GICv2m and MBI frames, and the choice
/// of the CPU that takes an interrupt.
@NullMarked
package iovatlas.kernel.its;

import org.jspecify.annotations.NullMarked;
