package iovatlas.ui.inspector;

import java.util.Optional;

/// What there is to say of a text while it is typed.
///
/// @param wrong why it cannot be meant
/// @param caution what somebody should know of one that can
public record Judgement(Optional<String> wrong, Optional<String> caution) {}
