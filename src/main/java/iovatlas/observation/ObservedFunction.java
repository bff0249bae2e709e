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
/// @param source which piece told of it, `lspci.txt line 12`; empty for a snapshot's own files
public record ObservedFunction(
        PciAddress at,
        @Nullable String driver,
        @Nullable Integer acsControl,
        @Nullable Boolean busMaster,
        boolean msiEnabled,
        boolean msixEnabled,
        List<ObservedVector> vectors,
        List<Integer> interrupts,
        String source) {

    /// A function of a snapshot.
    public ObservedFunction(
            PciAddress at,
            @Nullable String driver,
            @Nullable Integer acsControl,
            @Nullable Boolean busMaster,
            boolean msiEnabled,
            boolean msixEnabled,
            List<ObservedVector> vectors,
            List<Integer> interrupts) {
        this(at, driver, acsControl, busMaster, msiEnabled, msixEnabled, vectors, interrupts, "");
    }

    public ObservedFunction {
        vectors = List.copyOf(vectors);
        interrupts = List.copyOf(interrupts);
    }

    /// The same, told by a piece.
    public ObservedFunction from(String piece) {
        return new ObservedFunction(
                at,
                driver,
                acsControl,
                busMaster,
                msiEnabled,
                msixEnabled,
                vectors,
                interrupts,
                piece);
    }
}
