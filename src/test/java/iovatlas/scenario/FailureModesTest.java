package iovatlas.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Every failure of a message, row by row: it happens at the right hop, for the right reason, and
/// says where a person sees it.
class FailureModesTest {

    static Stream<FailureRow> rows() {
        return Stream.of(
                        DeviceFailures.device(),
                        DeviceFailures.translation(),
                        AllocationFailures.allocation(),
                        ControllerFailures.controller(),
                        DisturbedFailures.host(),
                        GuestFailures.guest(),
                        GuestFailures.x86Host())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void failsAtTheRightHopForTheRightReasonAndSaysWhereItShows(FailureRow row) {
        Failures shown = row.made().get();
        assertThat(shown.where()).as(shown.toString()).isEqualTo(row.where());
        assertThat(shown.why()).contains(row.why());
        assertThat(shown.seen()).contains(row.seen());
    }

    @Test
    void everyRowOfTheTableIsMade() {
        Set<Integer> made = rows().map(FailureRow::number).collect(Collectors.toSet());
        assertThat(IntStream.rangeClosed(1, 58).boxed()).allMatch(made::contains);
    }
}
