package iovatlas.observation;

import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a real function's registers and sysfs files said.
///
/// @param at the function
/// @param driver driver bound when the machine was recorded, null for none
/// @param acsControl ACS control word, null without the capability
/// @param busMaster bit 2 of the command register, null when configuration space was not readable
/// @param msiEnabled whether the MSI capability was switched on
/// @param msixEnabled whether the MSI-X capability was switched on
/// @param vectors the messages found in configuration space and the MSI-X table
/// @param interrupts Linux interrupt numbers of its vectors
public record ObservedFunction(
        PciAddress at,
        @Nullable String driver,
        @Nullable Integer acsControl,
        @Nullable Boolean busMaster,
        boolean msiEnabled,
        boolean msixEnabled,
        List<ObservedVector> vectors,
        List<Integer> interrupts) {

    public ObservedFunction {
        vectors = List.copyOf(vectors);
        interrupts = List.copyOf(interrupts);
    }
}
