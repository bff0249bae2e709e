package iovatlas.kernel.its;

/// An entry of an interrupt translation table: what an event becomes.
///
/// @param intid the LPI
/// @param icid the collection, which names the redistributor
public record ItsEntry(int intid, int icid) {}
