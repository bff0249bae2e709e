package iovatlas.kernel.doorbell.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;

import org.junit.jupiter.api.Test;

import java.util.List;

class DoorbellDesignsTest {
    private final DoorbellDesigns designs = DoorbellDesigns.standard();

    @Test
    void hasEveryDesignFromD0ToD21() {
        for (int number = 0; number <= 21; number++) {
            assertThat(designs.find("D" + number)).as("D%d", number).isPresent();
        }
    }

    @Test
    void hasAWholeCardForEveryDesign() {
        for (DoorbellDesign design : designs.all()) {
            DesignCard card = designs.card(design);
            assertThat(card.id()).isEqualTo(design.id());
            assertThat(card.title()).isNotBlank();
            assertThat(card.summary()).endsWith(".");
            for (DesignTrait trait : DesignTrait.values()) {
                assertThat(card.claim(trait).text()).as(card.id() + trait).isNotBlank();
            }
        }
    }

    @Test
    void marksWhatIsNotCertain() {
        DesignCard card = designs.card(designs.find("D9").orElseThrow());
        assertThat(card.claim(DesignTrait.USER_FIRST).marked())
                .endsWith("(expected, not measured)");
        assertThat(card.claim(DesignTrait.CHOOSER).marked()).doesNotContain("expected");
    }

    @Test
    void refusesACardThatLacksATrait() {
        assertThatThrownBy(() ->
                        DesignCards.parse(
                                List.of(
                                        "[D0]",
                                        "title: t",
                                        "by: b",
                                        "is: i.",
                                        "chooser: C nobody")))
                .hasMessage("the card of D0 does not say \"mapped\"");
    }

    @Test
    void saysWhatAnX86HostLacksForDesignsOfTranslatedDoorbells() {
        var host =
                new DesignPlatform(
                        KernelRelease.V6_12, Architecture.X86_64, false, false, false, false);
        assertThat(designs.find("D9").orElseThrow().lacks(host))
                .contains("an interrupt controller whose doorbell the IOMMU translates");
        assertThat(designs.find("D17").orElseThrow().lacks(host)).isEmpty();
        assertThat(designs.find("D11").orElseThrow().policy(host).placement())
                .isEqualTo(Placement.HARDWARE);
    }

    @Test
    void enforcesHardwareWindowsOnlySince54() {
        DoorbellDesign x86 = designs.find("D17").orElseThrow();
        var old =
                new DesignPlatform(
                        KernelRelease.V4_19, Architecture.X86_64, false, false, false, false);
        var recent =
                new DesignPlatform(
                        KernelRelease.V5_4, Architecture.X86_64, false, false, false, false);
        assertThat(x86.policy(old).guard()).isEqualTo(Guard.NONE);
        assertThat(x86.policy(recent).guard()).isEqualTo(Guard.VALID_RANGES);
    }
}
