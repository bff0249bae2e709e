package iovatlas.kernel.doorbell;

import iovatlas.kernel.Outcome;

/// What came out of setting vectors up.
///
/// @param interrupts the machine's interrupts afterwards (a refusal may change them too)
/// @param mapper the caller's domain afterwards
/// @param outcome 0 for success; a positive number for "only so many vectors can be had", and then
///     nothing stays allocated; or an errno
public record ArmResult<M extends DoorbellMapper<M>>(
        HostInterrupts interrupts, M mapper, Outcome<Integer> outcome) {}
