package iovatlas.ui.search;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.ui.action.ActionId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class RankingTest {

    private static List<String> best(String query, String... texts) {
        List<Hit> hits =
                Stream.of(texts)
                        .map(text -> new Hit(text, "", "", new Hit.Command(ActionId.OPEN)))
                        .toList();
        return Ranking.best(query, hits, 10).stream().map(Hit::text).toList();
    }

    @Test
    void aBeginningComesBeforeAWordBeforeAnythingInside() {
        assertThat(best("nic", "arsenic", "the nic", "nic0", "nic"))
                .containsExactly("nic", "nic0", "the nic", "arsenic");
    }

    @Test
    void everyWordMustOccur() {
        assertThat(best("open rec", "Open", "Open Recent")).containsExactly("Open Recent");
    }

    @Test
    void scatteredLettersCountLast() {
        assertThat(best("svas", "Save As", "Pass vase as svas")).endsWith("Save As");
        assertThat(best("xyz", "Save As")).isEmpty();
    }

    @Test
    void caseDoesNotMatter() {
        assertThat(best("SMMU", "smmu0")).containsExactly("smmu0");
    }

    @Test
    void anEmptyQueryKeepsTheOrder() {
        assertThat(best("", "b", "a")).containsExactly("b", "a");
    }
}
