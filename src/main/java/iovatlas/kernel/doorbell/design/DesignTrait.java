package iovatlas.kernel.doorbell.design;

/// The properties by which designs are compared.
public enum DesignTrait {
    CHOOSER("chooser", "who chooses the IOVA"),
    MAPPED("mapped", "what is mapped where, when, by whom"),
    TRANSPARENT("transparent", "works without user space knowing"),
    DISCOVERABLE("discoverable", "how user space learns of it"),
    USER_FIRST("user-first", "a user mapping is there first"),
    DOORBELL_FIRST("doorbell-first", "the doorbell is there first"),
    HOTPLUG("hot-add", "a group is added later"),
    MEMORY_MAP("memory-map", "what the guest's memory map must leave free"),
    SEVERAL_IOMMUS("several-iommus", "several page tables behind one container"),
    SEVERAL_DOORBELLS("several-doorbells", "several interrupt controllers"),
    SCOPE("scope", "whose interface it is"),
    UNMAP("unmap", "when a doorbell goes away"),
    MERGED("merged", "what became of it");

    private final String key;
    private final String title;

    DesignTrait(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /// The key of JSON and of the cards.
    public String key() {
        return key;
    }

    /// For people.
    public String title() {
        return title;
    }
}
