package iovatlas.scenario;

import iovatlas.kernel.doorbell.MsiParent;

/// Something on the host that comes between a vector that is set up and the message that it sends.
public enum Disturbance {
    /// The enable bit of the LPI is set in memory, and no INV followed: the redistributor goes on
    /// with the copy in which the LPI is disabled.
    LPI_CONFIG_STALE("lpi-config-stale"),
    /// The CPU that takes the interrupt masks its priority, e.g. with pseudo-NMIs.
    PRIORITY_MASKED("priority-masked"),
    /// The ITS of the vector consumes no more commands: its tables stay as they are.
    ITS_QUEUE_STUCK("its-queue-stuck"),
    /// The CPU that the affinity of the interrupt names is offline.
    CPU_OFFLINE("cpu-offline"),
    /// The vCPU does not run, and the doorbell LPI of its vPE is masked.
    VPE_DOORBELL_MASKED("vpe-doorbell-masked");

    private final String word;

    Disturbance(String word) {
        this.word = word;
    }

    /// The word of the document.
    public String word() {
        return word;
    }

    /// Whether an interrupt controller knows such a thing.
    boolean concerns(MsiParent parent) {
        return switch (this) {
            case CPU_OFFLINE -> true;
            case PRIORITY_MASKED ->
                    parent instanceof MsiParent.OfIts || parent instanceof MsiParent.OfFrame;
            case LPI_CONFIG_STALE, ITS_QUEUE_STUCK, VPE_DOORBELL_MASKED ->
                    parent instanceof MsiParent.OfIts;
        };
    }
}
