package iovatlas.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import iovatlas.ui.pane.PaneNeed;
import iovatlas.ui.preferences.PaneSizes;

import org.junit.jupiter.api.Test;

import java.util.List;

class ArrangementTest {

    private static final PaneSizes SIZES = PaneSizes.DEFAULT;

    @Test
    void aRoomyWindowShowsEverything() {
        Arrangement wide = Arrangement.of(1920, 1200, SIZES);
        assertThat(wide.msiInTabs()).isFalse();
        assertThat(wide.drawers()).isFalse();
        assertThat(wide.tree()).isEqualTo(SIZES.tree());
        assertThat(wide.inspector()).isEqualTo(SIZES.inspector());
        assertThat(wide.middle())
                .containsExactly(Place.TOPOLOGY, Place.IOVA, Place.MSI, Place.BOTTOM);
    }

    @Test
    void aSmallLaptopHasSlimSidesAndTheMsiPathAsATab() {
        Arrangement small = Arrangement.of(1280, 760, SIZES);
        assertThat(small.msiInTabs()).isTrue();
        assertThat(small.tree()).isCloseTo(180, within(0.001));
        assertThat(small.inspector()).isCloseTo(250, within(0.001));
        assertThat(small.middle()).containsExactly(Place.TOPOLOGY, Place.IOVA, Place.BOTTOM);
    }

    @Test
    void atTwoHundredPercentTheSidesAreDrawers() {
        assertThat(Arrangement.of(960, 600, SIZES).drawers()).isTrue();
        assertThat(Arrangement.of(1280, 760, SIZES).drawers()).isFalse();
    }

    @Test
    void sharesFillTheHeight() {
        for (double height : List.of(700.0, 1200.0)) {
            assertThat(
                            Arrangement.of(1440, height, SIZES).shares().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void whatWasDraggedComesBackAsItWas() {
        Arrangement before = Arrangement.of(1280, 760, SIZES);
        PaneSizes sizes = before.dragged(SIZES, new PaneGrid.Dragged(222, 333, List.of(0.5, 0.8)));
        Arrangement after = Arrangement.of(1280, 760, sizes);
        assertThat(after.tree()).isCloseTo(222, within(1e-6));
        assertThat(after.inspector()).isCloseTo(333, within(1e-6));
        assertThat(after.shares().get(0)).isCloseTo(0.5, within(1e-6));
        assertThat(after.shares().get(1)).isCloseTo(0.3, within(1e-6));
    }

    @Test
    void draggingTheMiddleLeavesTheSidesAlone() {
        Arrangement wide = Arrangement.of(1920, 1200, SIZES);
        PaneSizes sizes = wide.dragged(SIZES, new PaneGrid.Dragged(0, 0, List.of(0.25, 0.5, 0.75)));
        assertThat(sizes.tree()).isEqualTo(SIZES.tree());
        assertThat(Arrangement.of(1920, 1200, sizes).shares())
                .allSatisfy(share -> assertThat(share).isCloseTo(0.25, within(1e-6)));
    }

    @Test
    void panesFollowWhatTheyShowUntilADividerIsDragged() {
        PaneNeed tall = PaneNeed.of(400, 600);
        Arrangement fitted = Arrangement.fitted(1280, 760, SIZES, place -> tall, 700);
        assertThat(fitted.sharesIn(700)).isNotEqualTo(fitted.shares());
        PaneSizes chosen = fitted.dragged(SIZES, new PaneGrid.Dragged(0, 0, List.of(0.5, 0.8)));
        Arrangement after = Arrangement.fitted(1280, 760, chosen, place -> tall, 700);
        assertThat(after.sharesIn(700)).isEqualTo(after.shares());
        assertThat(after.shares().get(0)).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void aMachineThatNeedsTheRoomSendsTheMsiPathToTheTabs() {
        PaneNeed large = new PaneNeed(400, 500, 700);
        PaneNeed small = new PaneNeed(150, 150, 300);
        assertThat(Arrangement.fitted(1440, 900, SIZES, place -> large, 800).msiInTabs()).isTrue();
        assertThat(Arrangement.fitted(1440, 900, SIZES, place -> small, 800).msiInTabs()).isFalse();
    }

    @Test
    void aDraggedSideLeavesTheHeightsToThePanes() {
        Arrangement before = Arrangement.of(1280, 760, SIZES);
        PaneSizes sizes = before.dragged(SIZES, new PaneGrid.Dragged(222, 333, List.of()));
        assertThat(sizes.hasDefaultHeights()).isTrue();
        assertThat(sizes.tree()).isNotEqualTo(SIZES.tree());
    }
}
