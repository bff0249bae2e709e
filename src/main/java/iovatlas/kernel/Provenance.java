package iovatlas.kernel;

/// Where a boot fact comes from, best first.
public enum Provenance {
    /// A person wrote it into the document.
    DOCUMENT("document"),
    /// The boot log says so.
    LOG("log"),
    PROC_INTERRUPTS("/proc/interrupts"),
    SYSFS("sysfs"),
    /// An ACPI table or the device tree says so.
    FIRMWARE("firmware"),
    COMMAND_LINE("command line"),
    /// Follows from release and architecture.
    RULE("rule"),
    /// Nothing is known; this is the stated default.
    DEFAULT("default");

    private final String text;

    Provenance(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
