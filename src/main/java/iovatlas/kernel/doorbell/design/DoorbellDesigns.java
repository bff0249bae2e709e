package iovatlas.kernel.doorbell.design;

import iovatlas.topology.Architecture;

import java.util.List;
import java.util.Optional;

/// All designs, oldest first, with their cards.
public final class DoorbellDesigns {

    private final List<DoorbellDesign> all;
    private final DesignCards cards;

    private DoorbellDesigns(List<DoorbellDesign> all, DesignCards cards) {
        this.all = List.copyOf(all);
        this.cards = cards;
    }

    /// The designs that the program knows.
    public static DoorbellDesigns standard() {
        return new DoorbellDesigns(
                List.of(
                        new DoorbellDesign.Physical("D0", Placement.NOWHERE, false),
                        new DoorbellDesign.Physical("D1", Placement.IDENTITY_AT_SETUP, true),
                        new DoorbellDesign.Unspecified("D2", "it was never worked out"),
                        new DoorbellDesign.Physical("D3", Placement.IDENTITY_AT_START, true),
                        new DoorbellDesign.Physical("D4", Placement.IDENTITY_AT_SETUP, false),
                        new DoorbellDesign.Reported("D5"),
                        new DoorbellDesign.Unspecified("D6", "it names a principle only"),
                        new DoorbellDesign.UserWindow("D7", Certainty.UNVERIFIED),
                        new DoorbellDesign.Unspecified("D8", "its text was not found"),
                        new DoorbellDesign.UserWindow("D9", Certainty.EXPECTED),
                        new DoorbellDesign.Cookie("D10", Guard.NONE),
                        new DoorbellDesign.Cookie("D11", Guard.VALID_RANGES),
                        new DoorbellDesign.Cookie("D12a", Guard.RESERVED_RANGES),
                        new DoorbellDesign.ContextTable(
                                "D12b", WindowBase.DRIVER, Certainty.CERTAIN),
                        new DoorbellDesign.ContextTable("D13", WindowBase.USER, Certainty.EXPECTED),
                        new DoorbellDesign.Nested("D14a", Placement.GUEST_ADDRESS, true),
                        new DoorbellDesign.Nested("D14b", Placement.WINDOW_THROUGH_GUEST, false),
                        new DoorbellDesign.Nested("D14c", Placement.GUEST_ADDRESS, false),
                        new DoorbellDesign.MovedBase("D15"),
                        new DoorbellDesign.Decoded("D16", Architecture.ARM64),
                        new DoorbellDesign.Decoded("D17", Architecture.X86_64),
                        new DoorbellDesign.OtherHardware("D18", "a Freescale PAMU"),
                        new DoorbellDesign.OtherHardware("D19", "a POWER or s390 host"),
                        new DoorbellDesign.OtherHardware(
                                "D20", "a RISC-V IOMMU with MSI page tables"),
                        new DoorbellDesign.KernelOwned("D21")),
                DesignCards.load());
    }

    /// Oldest first.
    public List<DoorbellDesign> all() {
        return all;
    }

    /// The design of that name; `D12` and `D14` stand for their last merged shapes, `D12b` and
    /// `D14b`.
    public Optional<DoorbellDesign> find(String id) {
        return named(id).or(() -> named(id + "b"));
    }

    private Optional<DoorbellDesign> named(String id) {
        return all.stream().filter(design -> design.id().equalsIgnoreCase(id)).findFirst();
    }

    /// What is known of a design.
    public DesignCard card(DoorbellDesign design) {
        return cards.of(design.id());
    }

    /// The designs that a person sees without asking for others: what Linux does and did, and the
    /// proposals that somebody worked out.
    public List<DoorbellDesign> usual() {
        return List.of("D0", "D1", "D9", "D10", "D11", "D12b", "D13", "D17").stream()
                .flatMap(id -> named(id).stream())
                .toList();
    }
}
