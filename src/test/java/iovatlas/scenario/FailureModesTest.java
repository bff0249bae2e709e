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

    /// Rows that the model cannot bring about: what changed without a command is not kept (26), time
    /// does not pass (30), priorities and CPUs that go away are not drawn (29, 32), nor an IOMMU
    /// inside a guest (44), nor the doorbell interrupt of a vCPU (46), nor PASIDs (56); a rewritten
    /// guest entry is the one that counts (43).
    private static final Set<Integer> NOT_MADE = Set.of(26, 29, 30, 32, 43, 44, 46, 56);

    static Stream<FailureRow> rows() {
        return Stream.of(
                        DeviceFailures.device(),
                        DeviceFailures.translation(),
                        AllocationFailures.allocation(),
                        ControllerFailures.controller(),
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
    void everyRowOfTheTableIsMadeOrNamed() {
        Set<Integer> made = rows().map(FailureRow::number).collect(Collectors.toSet());
        assertThat(made).doesNotContainAnyElementsOf(NOT_MADE);
        assertThat(IntStream.rangeClosed(1, 58).boxed().filter(n -> !NOT_MADE.contains(n)))
                .allMatch(made::contains);
    }
}
