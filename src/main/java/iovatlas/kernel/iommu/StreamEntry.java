package iovatlas.kernel.iommu;

/// Who uses a stream ID: the owner of an SMMUv3 stream-table entry, or the users of an SMMUv2
/// stream-map entry.
///
/// @param owner the first device that claimed it, in sysfs spelling
/// @param users how many devices use it
/// @param group group that the entry remembers, -1 for none
record StreamEntry(String owner, int users, int group) {

    static final int NO_GROUP = -1;

    static StreamEntry ownedBy(String owner) {
        return new StreamEntry(owner, 1, NO_GROUP);
    }

    StreamEntry shared() {
        return new StreamEntry(owner, users + 1, group);
    }

    StreamEntry released() {
        return new StreamEntry(owner, users - 1, group);
    }

    StreamEntry remembering(int number) {
        return new StreamEntry(owner, users, number);
    }
}
