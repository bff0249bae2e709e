package iovatlas.diagnostic;

import iovatlas.edit.Edit;

import org.jspecify.annotations.Nullable;

/// A way out of a problem.
///
/// @param text what to change, in words
/// @param edit the change itself, null when it is outside the document (a BIOS setting)
public record Fix(String text, @Nullable Edit edit) {}
