package iovatlas.importer.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.task.Cancelled;
import iovatlas.task.Progress;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class TraceReaderTest {

    private static final String FTRACE =
            """
            # tracer: nop
               udev-532     [010] .....     4.878076: map: IOMMU: iova=0x00000000fe980000 -
            0x00000000fea00000 paddr=0x000000010ec80000 size=524288
               kworker-12   [011] .....   327.747766: unmap: IOMMU: iova=0x00000000fe980000 - 0x00000000fea00000 size=524288 unmapped_size=524288
            irq/26-AMD-Vi-154     [006] .....   327.753942: io_page_fault: IOMMU:ath12k_pci 0000:c2:00.0 iova=0x00000000fe980000 flags=0x0001
            """;

    private static final String QEMU =
            """
            vfio_realize 0.000 pid=7 name=0000:01:10.1 group_id=0x18
            vfio_dma_map_ram 639.622 pid=7 iova_start=0x40000000 iova_end=0x13fffffff vaddr=0xfffea7e00000
            vfio_msix_early_setup 815.212 pid=7 name=0000:01:10.1 pos=0x70 table_bar=0x3 offset=0x0 entries=0x3
            vfio_msix_vector_do_use 4.330 pid=7 name=0000:01:10.1 index=0x0
            smmuv3_read_mmio 1.000 pid=7 addr=0x0
            vfio_register_msi_binding 0.680 pid=7 name=0000:01:10.1 vector=0x0 giova=0xfffff040 gdb=0x8090040
            vfio_msix_vector_do_use 4.330 pid=7 name=0000:01:10.1 index=0x1
            """;

    private static TraceEvents read(String text) throws IOException {
        return TraceReader.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Progress.NONE);
    }

    private static List<Step> steps(Atlas atlas) {
        return atlas.steps().stream().map(ScenarioStep::action).toList();
    }

    @Test
    void readsFtraceLinesThatAMailWrapped() throws IOException {
        assertThat(TraceReader.isTrace(FTRACE)).isTrue();
        TraceEvents events = read(FTRACE);
        assertThat(events.size()).isEqualTo(3);
        assertThat(events.get(0))
                .isEqualTo(
                        new TraceEvents.Event(TraceEvents.Kind.MAP, 0, "", 0xfe980000L, 524288, 2));
        assertThat(events.get(2).device()).isEqualTo("0000:c2:00.0");
        assertThat(events.get(2).time()).isEqualTo(322_875_866_000L);
        assertThat(events.hint()).isEqualTo(TraceEvents.Hint.AMD);
    }

    @Test
    void readsPerfAndBpftraceLines() throws IOException {
        TraceEvents events =
                read(
                        "qemu  1234 [001]  12.000001: iommu:map: IOMMU: iova=0x1000 - 0x2000"
                                + " paddr=0x9000 size=4096\n"
                                + "12000500 iommu:unmap iova=0x1000 size=4096 unmapped_size=4096\n"
                                + "<idle>-0 [000] d.h. 13.000001: irq_handler_entry: irq=87"
                                + " name=vfio-msix[2](0000:01:00.0)\n");
        assertThat(List.of(events.kind(0), events.kind(1), events.kind(2)))
                .containsExactly(
                        TraceEvents.Kind.MAP, TraceEvents.Kind.UNMAP, TraceEvents.Kind.INTERRUPT);
        assertThat(events.get(2).first()).isEqualTo(2);
    }

    @Test
    void makesAScenarioThatReplays() throws IOException {
        Atlas atlas = TraceAtlas.alone(read(FTRACE), Progress.NONE);
        assertThat(steps(atlas))
                .hasExactlyElementsOfTypes(Step.Attach.class, Step.Map.class, Step.Unmap.class);
        assertThat(atlas.steps().getLast().note()).contains("a fault of 0000:c2:00.0");
        assertThat(atlas.run().results())
                .flatMap(StepResult::calls)
                .allMatch(c -> c.outcome().isOk());
    }

    @Test
    void drawsTheGuestOfAQemuTraceAndItsMemory() throws IOException {
        Atlas atlas = TraceAtlas.alone(read(QEMU), Progress.NONE);
        assertThat(atlas.topology().memory("vm0-mem0"))
                .hasValueSatisfying(
                        r -> assertThat(r.range().hex()).isEqualTo("0x40000000-0x13fffffff"));
        assertThat(steps(atlas))
                .hasExactlyElementsOfTypes(
                        Step.Attach.class,
                        Step.Map.class,
                        Step.SetIrqs.class,
                        Step.IrqsOff.class,
                        Step.SetIrqs.class);
        assertThat(atlas.run().results())
                .flatMap(StepResult::calls)
                .allMatch(c -> c.outcome().isOk());
        assertThat(atlas.observation().notes())
                .anySatisfy(n -> assertThat(n.text()).contains("smmuv3_read_mmio (1)"));
    }

    @Test
    void survivesBeingSaved() throws Exception {
        Atlas atlas = TraceAtlas.alone(read(QEMU), Progress.NONE);
        Atlas again = DocumentReader.read(DocumentWriter.write(atlas)).atlas();
        assertThat(again.steps()).isEqualTo(atlas.steps());
        assertThat(again.topology()).isEqualTo(atlas.topology());
    }

    /// A trace that is made while it is read.
    private static InputStream longTrace(int count) {
        return new InputStream() {
            private int line;
            private byte[] bytes = new byte[0];
            private int at;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                if (at == bytes.length) {
                    if (line == count) {
                        return -1;
                    }
                    String word = line % 2 == 0 ? "map" : "unmap";
                    long iova = 0x80000000L + (line / 2 % 5000) * 0x1000L;
                    bytes =
                            ("          <idle>-0     [003] ..s1. "
                                            + (100 + line / 1000000)
                                            + "."
                                            + (100000 + line % 900000)
                                            + ": "
                                            + word
                                            + ": IOMMU: iova=0x0000000"
                                            + Long.toHexString(iova)
                                            + " - 0x000000090000000 size=4096 unmapped_size=4096\n")
                                    .getBytes(StandardCharsets.US_ASCII);
                    at = 0;
                    line++;
                }
                int some = Math.min(length, bytes.length - at);
                System.arraycopy(bytes, at, to, offset, some);
                at += some;
                return some;
            }
        };
    }

    @Test
    void keepsAMillionEventsSmall() throws IOException {
        TraceEvents events = TraceReader.read(longTrace(1_000_000), Progress.NONE);
        assertThat(events.size()).isEqualTo(1_000_000);
        assertThat(events.bytes() / events.size()).isLessThanOrEqualTo(64);
    }

    @Test
    void foldsOnlyWhatADocumentCannotHold() throws IOException {
        TraceEvents events = TraceReader.read(longTrace(210_000), Progress.NONE);
        Atlas atlas = TraceAtlas.alone(events, Progress.NONE);
        assertThat(atlas.steps()).hasSize(TraceScenario.MOST_STEPS);
        assertThat(atlas.observation().notes())
                .anySatisfy(n -> assertThat(n.text()).contains("the first 10,000 are folded"));
    }

    @Test
    void stopsWhenItIsCancelled() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(String doing, long done, long total) {}

                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                };
        assertThatThrownBy(() -> TraceReader.read(longTrace(100_000), cancelled))
                .isInstanceOf(Cancelled.class);
    }

    @Tag("jazzer")
    @FuzzTest(maxDuration = "10s")
    void readsAnyTrace(FuzzedDataProvider data) throws IOException {
        String start = data.pickValue(List.of(FTRACE, QEMU, ""));
        int cut = data.consumeInt(0, start.length());
        TraceAtlas.alone(
                read(start.substring(0, cut) + data.consumeRemainingAsString()), Progress.NONE);
    }
}
