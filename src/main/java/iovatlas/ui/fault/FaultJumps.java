package iovatlas.ui.fault;

import iovatlas.topology.ElementId;

import java.util.function.Consumer;

/// Where the sheet leads to.
///
/// @param toMap puts the sheet away and shows a stretch of the map, in which the address is selected
/// @param toTree puts the sheet away and shows the selected device in the machine
/// @param close puts the sheet away
public record FaultJumps(Consumer<ElementId> toMap, Runnable toTree, Runnable close) {}
