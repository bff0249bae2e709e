package iovatlas.ui.inspector;

/// What a property is called.
///
/// @param label in plain words
/// @param kernel by the kernel; empty when it has no name there
/// @param unit of numbers; empty for none
/// @param list the list of the document that it names an item of; empty for none
/// @param usual what holds when it is left out, where the schema does not say; empty for nothing
record PlainWord(String label, String kernel, String unit, String list, String usual) {}
