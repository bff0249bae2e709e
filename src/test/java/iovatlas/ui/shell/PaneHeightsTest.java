package iovatlas.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import iovatlas.ui.pane.PaneNeed;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class PaneHeightsTest {
    private static final List<Place> PLACES = List.of(Place.TOPOLOGY, Place.IOVA, Place.BOTTOM);
    private static final List<Double> WEIGHTS = List.of(0.4, 0.35, 0.25);
    private static final PaneNeed MAP = PaneNeed.of(190, 280);
    private static final PaneNeed LIST = PaneNeed.of(72, 96);

    private static double[] heights(double room, PaneNeed topology, PaneNeed map, PaneNeed list) {
        List<Double> shares =
                PaneHeights.shares(PLACES, List.of(topology, map, list), WEIGHTS, room);
        return shares.stream().mapToDouble(share -> share * room).toArray();
    }

    @Test
    void aTallMachineTakesWhatTheMapAndTheListCanSpare() {
        double[] heights = heights(700, PaneNeed.of(380, 520), MAP, LIST);
        assertThat(heights[0]).isGreaterThan(350);
        assertThat(heights[1]).isCloseTo(240, within(0.5));
        assertThat(heights[2]).isCloseTo(105, within(0.5));
    }

    @Test
    void aFlatMachineLeavesTheRoomToTheMap() {
        double[] heights = heights(700, PaneNeed.of(130, 180), MAP, LIST);
        assertThat(heights[0]).isBetween(209.0, 260.0);
        assertThat(heights[1]).isGreaterThan(309);
    }

    @Test
    void aWindowTooLowForAllIsCutByWeight() {
        List<Double> shares =
                PaneHeights.shares(
                        PLACES, List.of(PaneNeed.ANY, PaneNeed.ANY, PaneNeed.ANY), WEIGHTS, 300);
        assertThat(shares).isEqualTo(WEIGHTS);
    }

    @Test
    void sharesFillTheHeightAndNoPaneIsLost() {
        Random random = new Random(4711);
        for (int i = 0; i < 500; i++) {
            double room = 400 + random.nextInt(1200);
            double[] heights = heights(room, need(random), need(random), need(random));
            double sum = 0;
            for (double height : heights) {
                assertThat(height).isGreaterThan(70);
                sum += height;
            }
            assertThat(sum).isCloseTo(room, within(1e-6));
        }
    }

    private static PaneNeed need(Random random) {
        double least = random.nextInt(600);
        return PaneNeed.of(least, least + random.nextInt(600));
    }
}
