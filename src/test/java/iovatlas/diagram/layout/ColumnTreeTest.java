package iovatlas.diagram.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class ColumnTreeTest {
    private static final TreeGaps GAPS = new TreeGaps(48, 13, 15, 27, 11);

    private final List<Integer> frames = new ArrayList<>();

    private TreePlan plan(long seed, int count) {
        List<TreeItem> roots = RandomTrees.of(seed, count);
        frames.clear();
        roots.forEach(this::collect);
        return ColumnTree.plan(roots, GAPS);
    }

    private void collect(TreeItem item) {
        frames.add(item.frame());
        item.children().forEach(this::collect);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothingLiesOnAnythingElse(long seed) {
        TreePlan plan = plan(seed, 150);
        for (int i = 0; i < plan.items().size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(plan.items().get(i).overlaps(plan.items().get(j))).isFalse();
            }
        }
        for (int i = 0; i < plan.frames().size(); i++) {
            Area frame = plan.frames().get(i).area();
            for (TreePlan.Frame other : plan.frames().subList(0, i)) {
                assertThat(frame.overlaps(other.area())).as("%s, %s", frame, other).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void framesHoldTheirThingsAndNothingElse(long seed) {
        TreePlan plan = plan(seed, 150);
        for (int i = 0; i < plan.items().size(); i++) {
            Area item = plan.items().get(i);
            int number = frames.get(i);
            List<TreePlan.Frame> around =
                    plan.frames().stream().filter(f -> f.area().overlaps(item)).toList();
            if (number == TreeItem.NO_FRAME) {
                assertThat(around).isEmpty();
            } else {
                assertThat(around)
                        .singleElement()
                        .satisfies(frame -> {
                            assertThat(frame.number()).isEqualTo(number);
                            assertThat(frame.area().contains(item)).isTrue();
                        });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void whatHangsBelowStandsToTheRightAndBesideIt(long seed) {
        TreePlan plan = plan(seed, 150);
        for (int i = 0; i < plan.items().size(); i++) {
            int parent = plan.parents().get(i);
            if (parent >= 0) {
                assertThat(parent).isLessThan(i);
                assertThat(plan.items().get(i).x())
                        .isGreaterThanOrEqualTo(plan.items().get(parent).right() + GAPS.column());
            }
        }
    }

    @Test
    void rowsToTheRightOfAThingWithoutChildrenAreFree() {
        TreePlan plan = plan(31, 150);
        for (int i = 0; i < plan.items().size(); i++) {
            if (!plan.parents().contains(i)) {
                Area leaf = plan.items().get(i);
                for (Area other : plan.items()) {
                    boolean crossed =
                            other.x() > leaf.right()
                                    && other.y() < leaf.middleY()
                                    && leaf.middleY() < other.bottom();
                    assertThat(crossed).as("%s crosses %s", leaf, other).isFalse();
                }
            }
        }
    }

    @Test
    void samePlanForTheSameTree() {
        assertThat(plan(5, 200)).isEqualTo(plan(5, 200));
    }

    @Test
    void everythingLiesInsideTheSize() {
        TreePlan plan = plan(6, 200);
        for (Area item : plan.items()) {
            assertThat(item.right()).isLessThanOrEqualTo(plan.width());
            assertThat(item.bottom()).isLessThanOrEqualTo(plan.height());
        }
    }

    @Test
    void noTreeTakesNoRoom() {
        TreePlan plan = ColumnTree.plan(List.of(), GAPS);
        assertThat(plan.items()).isEmpty();
        assertThat(plan.width()).isZero();
        assertThat(plan.height()).isZero();
    }
}
