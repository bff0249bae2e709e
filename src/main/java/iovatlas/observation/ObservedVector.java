package iovatlas.observation;

import iovatlas.address.Iova;

/// The message that a vector of a function held.
///
/// @param index entry of the MSI-X table, or 0 for MSI
/// @param address where the device would write
/// @param data what it would write, unsigned 32 bits
/// @param masked whether the entry was masked
public record ObservedVector(int index, Iova address, int data, boolean masked) {}
