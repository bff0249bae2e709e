package iovatlas.ui.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class ActionIdTest {

    @Test
    void noTwoActionsHaveTheSameKeys() {
        Map<String, List<ActionId>> owners = new HashMap<>();
        for (ActionId id : ActionId.values()) {
            for (Chord chord : id.chords()) {
                owners.computeIfAbsent(chord.text(), _ -> new ArrayList<>()).add(id);
            }
        }
        assertThat(owners).allSatisfy((_, ids) -> assertThat(ids).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource(ActionId.class)
    void everyIconIsInThePack(ActionId id) {
        if (!id.icon().isEmpty()) {
            assertThatCode(() -> Feather.findByDescription(id.icon())).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(ActionId.class)
    void everyActionHasWords(ActionId id) {
        assertThat(id.text()).isNotBlank().doesNotEndWith(".");
    }
}
