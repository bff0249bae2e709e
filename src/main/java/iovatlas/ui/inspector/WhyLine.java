package iovatlas.ui.inspector;

/// A link of the chain of reasons.
///
/// @param text what holds
/// @param source the kernel's file and function, empty when there is none
public record WhyLine(String text, String source) {}
