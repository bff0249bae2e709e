package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;

final class WindowsCommandTest {
    private static final String PC = "sample-topologies/scenarios/s01-pc-ram-on-arm.yaml";
    private static final String ARM = "sample-topologies/arm-server-nic.yaml";
    private static final String TERA = "sample-topologies/scenarios/s13-amd-tera.yaml";
    private static final String BRIDGE =
            "sample-topologies/scenarios/s11c-window-behind-bridge.yaml";

    @Test
    void proposesTheLowestPlaceThatSuitsOneInput() throws IOException {
        CommandRun run = CommandRun.of("windows", PC, "--json");

        assertThat(run.code()).isEqualTo(ExitCode.FINE);
        assertThat(run.complaintsOf("windows.schema.json")).isEmpty();
        assertThat(run.json().at("/proposal").asString()).isEqualTo("0x40000000");
        assertThat(run.json().at("/collisions/0/owner").asString()).isEqualTo("pc0-ram of pc0");
    }

    @Test
    void suitsAllInputsAtOnce() throws IOException {
        CommandRun run = CommandRun.of("windows", PC, ARM, TERA, "--json");

        assertThat(run.complaintsOf("windows.schema.json")).isEmpty();
        assertThat(run.json().at("/proposal").asString()).isEqualTo("0x13400000000");
    }

    @Test
    void keepsAwayFromBridgeWindows() {
        CommandRun run = CommandRun.of("windows", BRIDGE);

        assertThat(run.out()).contains("bridge window: host bridge 0000:00");
        assertThat(run.out()).contains("collides with host bridge 0000:00");
    }

    @Test
    void refusesASizeThatCannotBeAligned() {
        CommandRun run = CommandRun.of("windows", PC, "--size", "3M");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("no power of two");
    }
}
