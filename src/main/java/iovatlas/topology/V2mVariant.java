package iovatlas.topology;

/// What a GICv2m frame wants written where.
///
/// Source: `drivers/irqchip/irq-gic-v2m.c:gicv2m_init_one, gicv2m_compose_msi_msg`.
public enum V2mVariant {
    /// The interrupt number as data to base + 0x40.
    STANDARD("standard"),
    /// APM X-Gene 1 (IIDR 0x06000170): data is the number less the frame's first one.
    XGENE1("xgene1"),
    /// Broadcom NS2 (IIDR 0x0000013f): data is the number less 32.
    NS2("ns2"),
    /// Amazon Graviton: the address names the number, base + 8 for each one from 32 on; data is 0, and
    /// a function gets no block of vectors.
    GRAVITON("graviton");

    private final String spelling;

    V2mVariant(String spelling) {
        this.spelling = spelling;
    }

    /// As the document writes it.
    public String spelling() {
        return spelling;
    }
}
