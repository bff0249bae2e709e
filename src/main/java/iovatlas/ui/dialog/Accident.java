package iovatlas.ui.dialog;

/// Something that went wrong, in the words of the person who meets it.
///
/// @param title what failed, e.g. `Cannot open host.tar.gz`
/// @param text one or two sentences: why, and what to do about it
/// @param details for whoever looks closer: line and column, a stack trace; may be empty
public record Accident(String title, String text, String details) {}
