package iovatlas.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaiverTest {

    private final Waiver waiver = new Waiver("GROUP_NOT_ISOLATED", "group 6", "a lab machine");

    @Test
    void coversWhatItsRuleSaysOfItsPlace() {
        assertThat(waiver.covers("GROUP_NOT_ISOLATED", "group 6 holds 3 functions")).isTrue();
        assertThat(waiver.covers("NO_GROUP", "group 6 holds 3 functions")).isFalse();
    }

    @Test
    void doesNotTakeOneGroupForAnother() {
        assertThat(waiver.covers("GROUP_NOT_ISOLATED", "group 60 holds 3 functions")).isFalse();
        assertThat(waiver.covers("GROUP_NOT_ISOLATED", "group 60 is not group 6")).isTrue();
    }

    @Test
    void coversEveryPlaceWhenItNamesNone() {
        Waiver everywhere = new Waiver("NO_GROUP", "", "known");
        assertThat(everywhere.covers("NO_GROUP", "anything")).isTrue();
        assertThat(everywhere.covers("NO_GROUP", "")).isTrue();
    }
}
