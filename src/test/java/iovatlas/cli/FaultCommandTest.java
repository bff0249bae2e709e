package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;

final class FaultCommandTest {

    private static final String SAMPLE = "sample-topologies/guest-ram-at-zero.yaml";

    private static String smmu(String iova) {
        return "[    5.000000] arm-smmu-v3 smmu0: event: F_TRANSLATION client: 0000:01:00.0 sid:"
                + " 0x100 ssid: 0x0 iova: "
                + iova
                + " ipa: 0x0\n";
    }

    @Test
    void placesFaultsAsJsonThatItsSchemaAccepts() throws IOException {
        String log = smmu("0xfffff000") + smmu("0xffffe800") + smmu("0xfffff000") + "other\n";
        CommandRun run = CommandRun.fed(log, "fault", SAMPLE, "-", "--json");

        assertThat(run.code()).isEqualTo(ExitCode.FINE);
        assertThat(run.complaintsOf("fault.schema.json")).isEmpty();
        assertThat(run.json().at("/faults").size()).isEqualTo(2);
        assertThat(run.json().at("/faults/0/times").asInt()).isEqualTo(2);
        assertThat(run.json().at("/faults/0/hole/first").asString()).startsWith("0x");
        assertThat(run.json().at("/summary/0/pages").asInt()).isEqualTo(2);
    }

    @Test
    void givesAnEmptyListForALogWithoutFaults() throws IOException {
        CommandRun run = CommandRun.fed("nothing\n", "fault", SAMPLE, "-", "--json");

        assertThat(run.complaintsOf("fault.schema.json")).isEmpty();
        assertThat(run.json().at("/faults").size()).isZero();
        assertThat(CommandRun.fed("nothing\n", "fault", SAMPLE, "-").out())
                .contains("no fault among 1 lines");
    }

    @Test
    void saysHowManyFaultsOfAKindThereAreAndPrintsTheFirst() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            log.append(smmu("0x%x".formatted(0xf0000000L + i * 0x1000L)));
        }
        CommandRun run = CommandRun.fed(log.toString(), "fault", SAMPLE, "-");

        assertThat(run.out())
                .contains("SMMUv3: 40 reports, 40 pages in 0xf0000000-0xf0027fff")
                .contains("... and 32 more of this kind");
    }

    @Test
    void putsAFaultThatAMailWrappedTogether() throws IOException {
        String log =
                """
                [    1.0] DMAR: [DMA Write NO_PASID] Request device [01:00.0] fault addr
                0x69974000 [fault reason 0x05] PTE Write access is not set
                """;
        CommandRun run = CommandRun.fed(log, "fault", SAMPLE, "-", "--json");

        assertThat(run.json().at("/faults/0/address").asString()).isEqualTo("0x69974000");
        assertThat(run.json().at("/faults/0/line").asInt()).isEqualTo(1);
    }
}
