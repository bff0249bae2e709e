package iovatlas.diagram.layout;

/// Distances of a tree's placement.
///
/// @param column between neighbouring columns, wide enough for two frame sides and a line
/// @param row between neighbours below each other
/// @param frameSide from a frame's left or right side to what it holds
/// @param frameTop from a frame's upper side to what it holds; its label stands there
/// @param frameBottom from what it holds to its lower side
public record TreeGaps(
        double column, double row, double frameSide, double frameTop, double frameBottom) {}
