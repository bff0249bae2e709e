package iovatlas.ui.fault;

/// Where the sheet leads to.
///
/// @param toMap puts the sheet away and shows the selected address on the map
/// @param toTree puts the sheet away and shows the selected device in the machine
/// @param close puts the sheet away
public record FaultJumps(Runnable toMap, Runnable toTree, Runnable close) {}
