package iovatlas.architecture;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// A package of the program and its place in the house.
///
/// A room imports from rooms of a lower rank only. The tens are the floor, the ones the order within
/// it; rooms of one rank do not know each other. Sub-packages belong to the room.
enum Room {
    ADDRESS("address", 0),
    TOPOLOGY("topology", 10),
    TASK("task", 10),
    OBSERVATION("observation", 11),
    KERNEL("kernel", 20),
    PCI("kernel.pci", 21),
    IOMMU("kernel.iommu", 22),
    ITS("kernel.its", 23),
    REMAPPING("kernel.remapping", 23),
    DOORBELL("kernel.doorbell", 24),
    VFIO("kernel.vfio", 25),
    IOMMUFD("kernel.iommufd", 26),
    KVM("kernel.kvm", 27),
    SCENARIO("scenario", 30),
    ATLAS("atlas", 31),
    EDIT("edit", 40),
    DIAGNOSTIC("diagnostic", 41),
    DOCUMENT("document", 50),
    IMPORTER("importer", 51),
    DIAGRAM("diagram", 50),
    TABLE("table", 55),
    EXPORT("export", 60),
    CLI("cli", 70),
    UI("ui", 70),
    APP("app", 80);

    private final String packageName;
    private final int rank;

    Room(String name, int rank) {
        this.packageName = "iovatlas." + name;
        this.rank = rank;
    }

    /// Returns the pattern that names the room's package and those below it.
    String pattern() {
        return packageName + "..";
    }

    int floor() {
        return rank / 10;
    }

    boolean mayImport(Room other) {
        return this == other || other.rank < rank;
    }

    /// Returns the innermost room that a package is in; empty if no floor names it.
    static Optional<Room> of(String packageName) {
        return Stream.of(values())
                .filter(room -> (packageName + ".").startsWith(room.packageName + "."))
                .max(Comparator.comparingInt(room -> room.packageName.length()));
    }

    /// Returns the patterns of all rooms from floor `first` to floor `last`, both included.
    static String[] patterns(int first, int last) {
        return Stream.of(values())
                .filter(room -> room.floor() >= first && room.floor() <= last)
                .map(Room::pattern)
                .toArray(String[]::new);
    }
}
