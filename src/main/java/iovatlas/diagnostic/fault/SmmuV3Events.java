package iovatlas.diagnostic.fault;

import java.util.Map;

/// What the events of an SMMUv3 mean.
///
/// Source: `drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c:event_str`; Arm IHI 0070, 7.3.
final class SmmuV3Events {

    /// Events whose record has the address that the device used.
    private static final Map<Integer, String> ADDRESSED =
            Map.of(
                    0x01, "a transaction that is not supported (F_UUT)",
                    0x05, "an address translation request that is not allowed (F_BAD_ATS_TREQ)",
                    0x07, "a translated request that is not allowed (F_TRANSL_FORBIDDEN)",
                    0x0b, "the page table cannot be read (F_WALK_EABT)",
                    0x10, "no page is mapped there (F_TRANSLATION)",
                    0x11, "the address is wider than the table (F_ADDR_SIZE)",
                    0x12, "the page's access flag is not set (F_ACCESS)",
                    0x13, "the page is there but does not permit it (F_PERMISSION)",
                    0x20, "the address cache holds two answers (F_TLB_CONFLICT)",
                    0x24, "a page request (E_PAGE_REQUEST)");

    private static final Map<Integer, String> OTHERS =
            Map.of(
                    0x02, "the stream ID is beyond the stream table (C_BAD_STREAMID)",
                    0x03, "the stream table entry cannot be read (F_STE_FETCH)",
                    0x04, "the stream table entry is invalid (C_BAD_STE)",
                    0x06, "the stream is switched off (F_STREAM_DISABLED)",
                    0x08, "the sub-stream ID is not valid (C_BAD_SUBSTREAMID)",
                    0x09, "the context descriptor cannot be read (F_CD_FETCH)",
                    0x0a, "the context descriptor is invalid (C_BAD_CD)",
                    0x21, "the configuration cache holds two answers (F_CFG_CONFLICT)",
                    0x25, "the virtual machine structure cannot be read (F_VMS_FETCH)");

    private SmmuV3Events() {}

    static boolean hasAddress(int event) {
        return ADDRESSED.containsKey(event);
    }

    static String reason(int event) {
        return ADDRESSED.getOrDefault(
                event, OTHERS.getOrDefault(event, "event 0x%02x".formatted(event)));
    }

    /// The reason by the name that newer kernels print.
    static String reason(String name) {
        String ending = "(" + name + ")";
        return ADDRESSED.values().stream()
                .filter(reason -> reason.endsWith(ending))
                .findFirst()
                .or(() -> OTHERS.values().stream().filter(r -> r.endsWith(ending)).findFirst())
                .orElse(name);
    }
}
