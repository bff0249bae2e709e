package iovatlas.ui.paste;

/// What the buttons of the box do.
///
/// @param open opens what the pieces are as a new document
/// @param add lays them on the document in front
/// @param faults shows where the faults lie that the pieces report
/// @param chooseFiles asks for files to add
/// @param close puts the box away
public record PasteCommands(
        Runnable open, Runnable add, Runnable faults, Runnable chooseFiles, Runnable close) {}
