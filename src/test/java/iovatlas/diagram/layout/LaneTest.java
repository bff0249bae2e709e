package iovatlas.diagram.layout;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.layout.Lane.Wish;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class LaneTest {

    @Test
    void boxesThatHaveRoomStandWhereTheyWish() {
        assertThat(Lane.place(List.of(new Wish(20, 50), new Wish(20, 100)), 0, 10))
                .containsExactly(40.0, 90.0);
    }

    @Test
    void boxesThatWishTheSamePlaceShareTheDistance() {
        assertThat(Lane.place(List.of(new Wish(20, 100), new Wish(20, 100)), 0, 10))
                .containsExactly(75.0, 105.0);
    }

    @Test
    void noBoxStandsAboveTheTop() {
        assertThat(Lane.place(List.of(new Wish(40, 0), new Wish(40, 5)), 12, 6))
                .containsExactly(12.0, 58.0);
    }

    @Test
    void boxesNeverComeCloserThanTheGap() {
        var random = new Random(4);
        for (int round = 0; round < 200; round++) {
            var wishes = new ArrayList<Wish>();
            for (int i = 0; i < 12; i++) {
                wishes.add(new Wish(10 + random.nextInt(40), random.nextInt(300)));
            }
            List<Double> tops = Lane.place(wishes, 5, 8);
            for (int i = 0; i < tops.size(); i++) {
                assertThat(tops.get(i)).isGreaterThanOrEqualTo(5);
                for (int j = 0; j < i; j++) {
                    Area a = new Area(0, tops.get(i), 1, wishes.get(i).height());
                    Area b = new Area(0, tops.get(j), 1, wishes.get(j).height() + 8);
                    boolean inOrder = a.y() >= b.y();
                    assertThat(inOrder && a.overlaps(b)).isFalse();
                }
            }
        }
    }
}
