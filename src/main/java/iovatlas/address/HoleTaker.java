package iovatlas.address;

/// Takes the holes of a tree one after the other.
@FunctionalInterface
interface HoleTaker {

    /// Takes the hole between two inclusive addresses.
    ///
    /// @return whether the search ends here
    boolean take(long from, long to);
}
