package iovatlas.document;

/// One key of an element's line.
///
/// @param key as the document spells it
/// @param value likewise; empty when the line leaves the key out, which means its default
public record Property(String key, String value) {}
