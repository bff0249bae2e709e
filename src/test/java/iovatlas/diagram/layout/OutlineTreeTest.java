package iovatlas.diagram.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class OutlineTreeTest {

    @Test
    void everyThingHasARowOfItsOwnIndentedByItsDepth() {
        TreePlan plan = OutlineTree.plan(RandomTrees.of(1, 100), 20, 2);
        for (int i = 1; i < plan.items().size(); i++) {
            assertThat(plan.items().get(i).y()).isEqualTo(plan.items().get(i - 1).bottom() + 2);
            assertThat(plan.items().get(i).x()).isEqualTo(20.0 * plan.depths().get(i));
        }
    }

    @Test
    void framesAreRunsOfAtLeastTwoRows() {
        var child = new TreeItem(10, 1, 7, List.of());
        var other = new TreeItem(10, 1, 8, List.of());
        var parent = new TreeItem(10, 1, 7, List.of(child, other));
        TreePlan plan = OutlineTree.plan(List.of(parent), 3, 0);
        assertThat(plan.frames())
                .singleElement()
                .satisfies(frame -> {
                    assertThat(frame.number()).isEqualTo(7);
                    assertThat(frame.area().y()).isZero();
                    assertThat(frame.area().bottom()).isEqualTo(2);
                });
    }
}
