package iovatlas.kernel.pci;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Releases;

import java.util.List;

/// The rules by which Linux decides about requester IDs and Access Control Services.
public final class PciRules {

    private static final String PCI = "drivers/pci/pci.c";
    private static final String QUIRKS = "drivers/pci/quirks.c";
    private static final String SEARCH = "drivers/pci/search.c";

    /// Devfn 255 of an alias mask counts.
    public static final KernelRule LAST_DEVFN_ALIAS =
            KernelRule.of(
                    "alias-last-devfn",
                    "an alias mask may name devfn 255",
                    SEARCH,
                    "pci_for_each_dma_alias",
                    new Releases(
                            KernelRelease.of(5, 0),
                            null,
                            List.of(
                                    KernelRelease.V5_15,
                                    KernelRelease.V6_1,
                                    KernelRelease.V6_12,
                                    KernelRelease.V7_3)));

    /// A flagged PCIe-to-PCI bridge forwards its devices' own requester IDs.
    public static final KernelRule NO_ALIAS_BRIDGE =
            KernelRule.of(
                    "alias-no-alias-bridge",
                    "{0} forwards the requester IDs of the functions below it",
                    "drivers/pci/search.c",
                    "pci_for_each_dma_alias",
                    Releases.since(KernelRelease.V6_18, KernelRelease.V6_18, KernelRelease.V7_3));

    /// A bridge flagged as translation root ends the walk over aliases.
    public static final KernelRule TRANSLATION_ROOT =
            KernelRule.of(
                    "alias-translation-root",
                    "{0} has the IOMMU below it, so no alias above counts",
                    QUIRKS,
                    "quirk_bridge_cavm_thrx2_pcie_root");

    public static final KernelRule ACS_QUIRK =
            KernelRule.of(
                    "acs-device-quirk",
                    "a device quirk ({1}) says that {0} isolates what is behind it",
                    QUIRKS,
                    "pci_dev_specific_acs_enabled");

    public static final KernelRule ACS_QUIRK_REFUSES =
            KernelRule.of(
                    "acs-device-quirk-refuses",
                    "a device quirk ({1}) says that {0} does not isolate",
                    QUIRKS,
                    "pci_dev_specific_acs_enabled");

    public static final KernelRule ACS_NOT_PCIE =
            KernelRule.of(
                    "acs-not-pcie",
                    "{0} is conventional PCI, which has no Access Control Services",
                    PCI,
                    "pci_acs_enabled");

    public static final KernelRule ACS_BRIDGE_TYPE =
            KernelRule.of(
                    "acs-never-for-type",
                    "{0} is of a type ({1}) that can never isolate",
                    PCI,
                    "pci_acs_enabled");

    public static final KernelRule ACS_SINGLE_FUNCTION =
            KernelRule.of(
                    "acs-single-function",
                    "{0} is a single function, so no peer of its own could reach it",
                    PCI,
                    "pci_acs_enabled");

    public static final KernelRule ACS_NO_CAPABILITY =
            KernelRule.of(
                    "acs-no-capability", "{0} has no ACS capability", PCI, "pci_acs_flags_enabled");

    public static final KernelRule ACS_BITS_SET =
            KernelRule.of(
                    "acs-bits-set",
                    "{0} has every required ACS bit that it implements switched on ({1})",
                    PCI,
                    "pci_acs_flags_enabled");

    public static final KernelRule ACS_BITS_MISSING =
            KernelRule.of(
                    "acs-bits-missing",
                    "{0} lacks required ACS bits ({1})",
                    PCI,
                    "pci_acs_flags_enabled");

    /// The kernel sets SV, RR, CR and UF where the capability has them.
    public static final KernelRule ACS_ENABLED =
            KernelRule.of(
                    "acs-enabled",
                    "the kernel set SV, RR, CR and UF because an IOMMU asked for it",
                    PCI,
                    "pci_std_enable_acs");

    /// TB too, for what is outside the machine and for the port towards it.
    public static final KernelRule ACS_EXTERNAL =
            KernelRule.of(
                    "acs-external",
                    "the kernel set SV, RR, CR and UF because an IOMMU asked for it, and TB because"
                            + " {0} is outside the machine or leads there",
                    PCI,
                    "pci_std_enable_acs",
                    Releases.since(
                            KernelRelease.of(5, 9),
                            KernelRelease.V6_1,
                            KernelRelease.V6_12,
                            KernelRelease.V7_3));

    /// Nobody asked before the function was enumerated.
    public static final KernelRule ACS_REQUEST_TOO_LATE =
            KernelRule.of(
                    "acs-request-too-late",
                    "on a device-tree boot the request comes with the first driver, after {0} was"
                            + " enumerated, so its ACS control stays as firmware left it",
                    "drivers/iommu/of_iommu.c",
                    "of_iommu_configure",
                    Releases.until(
                            KernelRelease.of(6, 14), KernelRelease.V6_1, KernelRelease.V6_12));

    public static final KernelRule ACS_NOT_REQUESTED =
            KernelRule.of(
                    "acs-not-requested",
                    "no IOMMU asked for ACS, so the control word stays as firmware left it",
                    PCI,
                    "pci_request_acs");

    /// The capability of some IDT switches claims Source Validation and breaks with it.
    public static final KernelRule ACS_BROKEN_BITS =
            KernelRule.of(
                    "acs-broken-bits",
                    "{0} claims Source Validation but does not survive it, so the bit is ignored",
                    QUIRKS,
                    "pci_disable_broken_acs_cap",
                    Releases.since(KernelRelease.V7_3, KernelRelease.V7_3));

    public static final KernelRule ACS_FORCED =
            KernelRule.of(
                    "acs-control-given",
                    "the machine's description gives this control word",
                    PCI,
                    "pci_enable_acs");

    /// `pci=disable_acs_redir=` before 6.11: clears RR, CR and EC only.
    public static final KernelRule ACS_REDIR_CLEARED =
            KernelRule.of(
                    "acs-disable-redir-clears",
                    "pci=disable_acs_redir cleared RR, CR and EC",
                    PCI,
                    "pci_disable_acs_redir",
                    new Releases(
                            KernelRelease.of(4, 19),
                            KernelRelease.of(6, 10),
                            List.of(KernelRelease.V6_1)));

    /// The command line since 6.11: unnamed bits fall back to the firmware's value.
    public static final KernelRule ACS_CONFIGURED =
            KernelRule.of(
                    "acs-command-line",
                    "the command line chose this control word; bits that it does not name are the"
                            + " firmware's, not the kernel's",
                    PCI,
                    "__pci_config_acs",
                    Releases.since(KernelRelease.of(6, 11), KernelRelease.V7_3));

    /// Functions get their ACS bits right before their IOMMU is set up.
    public static final KernelRule ACS_AT_DMA_CONFIGURE =
            KernelRule.of(
                    "acs-at-dma-configure",
                    "ACS is enabled just before each function's IOMMU is configured",
                    "drivers/pci/pci-driver.c",
                    "pci_dma_configure",
                    Releases.since(
                            KernelRelease.of(6, 15), KernelRelease.V6_18, KernelRelease.V7_3));

    /// First release that enabled ACS only where the capability is.
    private static final KernelRelease CAPABILITY_WANTED = KernelRelease.of(5, 9);

    /// First release in which ports without the capability are programmed again.
    private static final KernelRelease CAPABILITY_NOT_WANTED = new KernelRelease(5, 9, 9);

    private PciRules() {}

    /// Whether the release programs the ACS of a port only if it has the capability: 5.9 up to 5.9.8
    /// did, which left Intel root ports without isolation that have other registers for it.
    ///
    /// Source: `drivers/pci/pci.c:pci_acs_init` (5.9; mended in 5.10 and 5.9.9).
    static boolean isCapabilityWanted(KernelRelease release) {
        return release.atLeast(CAPABILITY_WANTED) && release.before(CAPABILITY_NOT_WANTED);
    }
}
