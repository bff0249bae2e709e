package iovatlas.scenario.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

class OpsOracleTest {

    @Test
    void everyRecordedType1CallGetsTheKernelsAnswer() throws Exception {
        assumeTrue(Files.isDirectory(OpsOracle.folder()), "the shared recordings are not here");
        var oracle = new OpsOracle();
        for (Path machine : OpsOracle.machines("ops")) {
            oracle.run(machine, "ops-{corner,limit,multi,random-,conflict}*.jsonl");
        }
        oracle.table.forEach((op, n) -> System.out.println(op + " " + n[0] + "/" + n[1]));
        Files.write(Path.of(System.getProperty("java.io.tmpdir"), "vfio-diff.txt"), oracle.differences);
        assertThat(oracle.differences).isEmpty();
    }
}
