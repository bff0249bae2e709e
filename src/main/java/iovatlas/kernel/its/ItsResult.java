package iovatlas.kernel.its;

import org.jspecify.annotations.Nullable;

/// The tables after a command.
///
/// @param tables unchanged when the command was in error
/// @param error null when it was carried out
public record ItsResult(ItsTables tables, @Nullable ItsError error) {}
