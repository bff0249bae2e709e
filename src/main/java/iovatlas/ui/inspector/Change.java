package iovatlas.ui.inspector;

import iovatlas.edit.Edit;

import org.jspecify.annotations.Nullable;

/// A change that would mend something.
///
/// @param text what to do
/// @param detail the words for the command line, or a warning; empty for none
/// @param edit what does it here, null when a person has to
public record Change(String text, String detail, @Nullable Edit edit) {}
