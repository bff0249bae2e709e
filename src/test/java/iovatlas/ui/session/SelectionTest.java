package iovatlas.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.ElementId;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SelectionTest {

    private static final ElementId A = new ElementId.OfGroup(1);
    private static final ElementId B = new ElementId.OfGroup(2);

    private final Selection selection = new Selection();

    @Test
    void theLastSelectedIsThePrimaryOne() {
        selection.select(List.of(A, B));
        assertThat(selection.primary()).contains(B);
        selection.toggle(B);
        assertThat(selection.primary()).contains(A);
        selection.toggle(B);
        assertThat(selection.selected().elements()).containsExactly(A, B);
    }

    @Test
    void announcesOneChangeAGestureAndNoneForTheSame() {
        List<Selected> seen = new ArrayList<>();
        selection.selectedProperty().subscribe((_, now) -> seen.add(now));
        selection.select(List.of(A, B));
        selection.select(List.of(A, B));
        selection.clear();
        selection.clear();
        assertThat(seen).hasSize(2);
    }
}
