package iovatlas.kernel.doorbell.design;

import iovatlas.kernel.Errno;

/// What keeps user mappings and reserved addresses apart.
public enum Guard {
    /// Nothing but the page table itself.
    NONE(Errno.EINVAL, Errno.EINVAL),
    /// User space is told which ranges are free; nothing holds it to them.
    REPORTED(Errno.EINVAL, Errno.EINVAL),
    /// The window lies among the mappings of the container.
    MAPPING_TREE(Errno.EEXIST, Errno.EEXIST),
    /// The container's list of valid ranges.
    VALID_RANGES(Errno.EINVAL, Errno.EINVAL),
    /// The reserved ranges of the IOAS.
    RESERVED_RANGES(Errno.EINVAL, Errno.EADDRINUSE),
    /// Whoever comes last wins.
    LAST_WINS(Errno.EINVAL, Errno.EINVAL);

    private final Errno map;
    private final Errno attach;

    Guard(Errno map, Errno attach) {
        this.map = map;
        this.attach = attach;
    }

    /// What a mapping over a reserved range is answered.
    public Errno onMap() {
        return map;
    }

    /// What an attach is answered that would reserve a mapped range.
    public Errno onAttach() {
        return attach;
    }

    /// Whether reserved regions of devices count at all.
    public boolean enforcesRegions() {
        return this == VALID_RANGES || this == RESERVED_RANGES;
    }

    /// Whether user space is told which ranges it may use.
    public boolean tellsRanges() {
        return this == REPORTED || enforcesRegions();
    }
}
