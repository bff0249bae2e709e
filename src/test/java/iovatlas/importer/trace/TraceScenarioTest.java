package iovatlas.importer.trace;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.observation.Observation;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.task.Progress;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/// What steps the events of a trace become, and that the state they lead to is that of the trace.
class TraceScenarioTest {

    private static final int PAGE = 4096;

    private static TraceEvents read(String text) throws IOException {
        return TraceReader.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Progress.NONE);
    }

    private static Atlas alone(String text) throws IOException {
        return TraceAtlas.alone(read(text), Progress.NONE);
    }

    private static List<Step> steps(Atlas atlas) {
        return atlas.steps().stream().map(ScenarioStep::action).toList();
    }

    private static void assertReplays(Atlas atlas) {
        assertThat(atlas.run().results())
                .flatMap(StepResult::calls)
                .allMatch(call -> call.outcome().isOk());
    }

    private static String notes(Atlas atlas) {
        return atlas.observation().notes().toString();
    }

    @Test
    void takesTheMessageThatKvmSendsInAHandlerForThatOfItsVector() throws IOException {
        Atlas atlas =
                alone(
                        """
                        <idle>-0 [003] d.h1. 10.000001: irq_handler_entry: irq=87 name=vfio-msix[2](0000:01:00.0)
                        <idle>-0 [001] d.h1. 10.000002: kvm_msi_set_irq: dst 0 vec 99 (Fixed|physical|edge)
                        <idle>-0 [003] d.h1. 10.000003: kvm_msi_set_irq: dst 1 vec 49 (Fixed|physical|edge)
                        <idle>-0 [003] d.h1. 10.000004: irq_handler_exit: irq=87 ret=handled
                        <idle>-0 [003] d.h1. 10.000005: irq_handler_entry: irq=87 name=vfio-msix[2](0000:01:00.0)
                        """);
        assertThat(steps(atlas))
                .hasExactlyElementsOfTypes(
                        Step.Attach.class,
                        Step.SetIrqs.class,
                        Step.Fire.class,
                        Step.GuestVector.class,
                        Step.Fire.class);
        assertThat(steps(atlas).get(3))
                .isInstanceOfSatisfying(
                        Step.GuestVector.class,
                        vector -> {
                            assertThat(vector.vector()).isEqualTo(2);
                            assertThat(vector.event()).isEqualTo(49);
                            assertThat(vector.vcpu()).isEqualTo(1);
                            assertThat(vector.doorbell().hex()).endsWith("fee01000");
                        });
        assertReplays(atlas);
        assertThat(atlas.run().results().getLast().word()).isEqualTo("delivered");
    }

    @Test
    void takesPostedInterruptsByTheNumberOfTheirInterrupt() throws IOException {
        Atlas atlas =
                alone(
                        """
                        q-1 [000] d.h1. 1.000001: irq_handler_entry: irq=45 name=vfio-msi[0](0000:01:00.0)
                        q-1 [000] d.h1. 1.000002: irq_handler_exit: irq=45 ret=handled
                        q-1 [001] ..... 1.000003: kvm_pi_irte_update: VT-d PI is enabled and being updated for irq 45, vcpu 2, gsi: 0x18, gvec: 0x31, pi_desc_addr: 0x10ec80000
                        q-1 [001] ..... 1.000004: kvm_pi_irte_update: PI is enabled and being updated for irq 99, vcpu 2, gsi: 0x18, gvec: 0x31
                        """);
        assertThat(steps(atlas).getLast())
                .isInstanceOfSatisfying(
                        Step.GuestVector.class,
                        vector -> {
                            assertThat(vector.vcpu()).isEqualTo(2);
                            assertThat(vector.event()).isEqualTo(0x31);
                        });
        assertThat(notes(atlas)).contains("kvm_pi_irte_update (1)");
        assertReplays(atlas);
    }

    @Test
    void readsTheLogOfQemuInAllItsForms() throws IOException {
        String events =
                """
                vfio_realize  (0000:01:10.1) group 24
                vfio_listener_region_add_ram region_add [ram] 0x0 - 0x7fffffff [0x7f0000000000]
                vfio_msix_early_setup 0000:01:10.1 PCI MSI-X CAP @0x70, BAR 3, offset 0x0, entries 3
                vfio_pci_write_config  (0000:01:10.1, @0x4, 0x406, len=0x2)
                vfio_pci_write_config  (0000:01:10.1, @0x10, 0xfe000000, len=0x4)
                vfio_msix_vector_do_use  (0000:01:10.1) vector 0 used
                vfio_pci_write_config  (0000:01:10.1, @0x72, 0xc002, len=0x2)
                vfio_pci_write_config  (0000:01:10.1, @0x72, 0x8002, len=0x2)
                vfio_msi_interrupt  (0000:01:10.1) vector 0 0xfee01004/0x4031
                vfio_msix_disable  (0000:01:10.1)
                """;
        Atlas bare = alone(events);
        assertThat(steps(bare))
                .hasExactlyElementsOfTypes(
                        Step.Attach.class,
                        Step.Map.class,
                        Step.WriteConfig.class,
                        Step.SetIrqs.class,
                        Step.WriteConfig.class,
                        Step.WriteConfig.class,
                        Step.GuestVector.class,
                        Step.Fire.class,
                        Step.IrqsOff.class);
        assertReplays(bare);
        assertThat(bare.topology().owner("vm0")).isPresent();
        Atlas timed = alone(events.replaceAll("(?m)^(?=vfio)", "77@1234.000001:"));
        assertThat(timed.steps()).isEqualTo(bare.steps());
    }

    @Test
    void knowsThatAddressesOfAGuestsOwnIommuAreNotItsMemory() throws IOException {
        Atlas atlas =
                alone(
                        """
                        vfio_realize  (0000:01:10.1) group 24
                        iommufd_backend_map_dma  iommufd=8 ioas=2 iova=0x40000000 size=0x10000000 addr=0x7f00 readonly=0 (0)
                        vfio_iommu_map_notify iommu MAP @ 0x1000 - 0x1fff
                        vfio_iommu_map_notify iommu UNMAP @ 0x1000 - 0x1fff
                        """);
        assertThat(steps(atlas).get(1))
                .isInstanceOfSatisfying(
                        Step.Map.class, map -> assertThat(map.backing()).isEqualTo("vm0-mem0"));
        assertThat(steps(atlas).get(2))
                .isInstanceOfSatisfying(Step.Map.class, map -> assertThat(map.backing()).isNull());
        assertReplays(atlas);
    }

    @Test
    void leavesOutTheDoorbellsThatTheKernelMapsItself() throws IOException {
        Atlas atlas =
                alone(
                        """
                        q-1 [000] ..... 1.000001: attach_device_to_domain: IOMMU: attached 0000:01:00.0 arm-smmu-v3
                        q-1 [000] ..... 1.000002: map: IOMMU: iova=0x0000000008000000 - 0x0000000008001000 paddr=0x8090000 size=4096
                        q-1 [000] ..... 1.000003: map: IOMMU: iova=0x0000000009000000 - 0x0000000009001000 paddr=0x8090000 size=4096
                        """);
        assertThat(steps(atlas)).hasExactlyElementsOfTypes(Step.Attach.class, Step.Map.class);
        assertThat(notes(atlas)).contains("1 mappings lie in reserved regions");
    }

    /// Maps and unmaps of pages at random, with unmaps that take parts of mappings.
    private static List<String> random(int seed, int count, BitSet mapped) {
        var random = new Random(seed);
        List<String> lines = new ArrayList<>();
        lines.add(
                "q-1 [000] ..... 1.000000: attach_device_to_domain: IOMMU: attached 0000:01:00.0");
        while (lines.size() < count) {
            int page = random.nextInt(64);
            int pages = 1 + random.nextInt(8);
            boolean map = mapped.get(page, page + pages).isEmpty();
            if (!map && mapped.get(page, page + pages).cardinality() != pages) {
                continue;
            }
            mapped.set(page, page + pages, map);
            long iova = 0x100000L + (long) page * PAGE;
            lines.add(
                    "q-1 [000] ..... 1.%06d: %s: IOMMU: iova=0x%016x - 0x%016x size=%d"
                            .formatted(
                                    lines.size(),
                                    map ? "map" : "unmap",
                                    iova,
                                    iova + (long) pages * PAGE,
                                    pages * PAGE));
        }
        return lines;
    }

    private static BitSet pages(KernelState state) {
        var pages = new BitSet();
        state.space("c0")
                .orElseThrow()
                .mappings()
                .overlapping(AddressRange.of(Iova.of(0), Iova.of(0xffff_ffffL)))
                .forEach(entry -> {
                    long first = entry.range().first().unsignedBits() - 0x100000L;
                    long last = entry.range().last().unsignedBits() - 0x100000L;
                    pages.set((int) (first / PAGE), (int) (last / PAGE) + 1);
                });
        return pages;
    }

    @Test
    void anyTraceOfMapsAndUnmapsReplaysToWhatIsMappedAtItsEnd() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            var mapped = new BitSet();
            Atlas atlas = alone(String.join("\n", random(seed, 200, mapped)));
            assertReplays(atlas);
            KernelState last = atlas.run().state(atlas.steps().size());
            assertThat(pages(last)).as("seed %d", seed).isEqualTo(mapped);
        }
    }

    @Test
    void aFoldedBeginningLeadsToTheSameStateAsAllOfIt() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            var mapped = new BitSet();
            TraceEvents events = read(String.join("\n", random(seed, 200, mapped)));
            TraceMachine machine = new TraceMachine(events);
            Atlas bare =
                    new Atlas(
                            "t",
                            List.of(),
                            machine.topology(),
                            machine.facts(),
                            Observation.NONE,
                            List.of(),
                            null,
                            List.of());
            Atlas folded = TraceAtlas.onto(bare, events, 70 + seed, Progress.NONE);
            assertThat(folded.steps()).hasSizeLessThan(200);
            assertReplays(folded);
            KernelState last = folded.run().state(folded.steps().size());
            assertThat(pages(last)).as("seed %d", seed).isEqualTo(mapped);
            assertThat(Grouping.boot(bare.topology(), bare.boot()).groups()).hasSize(1);
        }
    }

    @Test
    void mappingsOverOthersAreThoseOfAnotherDomainAndGoTogether() throws IOException {
        Atlas atlas =
                alone(
                        """
                        q-1 [000] ..... 1.000001: attach_device_to_domain: IOMMU: attached 0000:01:00.0
                        q-1 [000] ..... 1.000002: map: IOMMU: iova=0x1000 - 0x3000 size=8192
                        q-1 [000] ..... 1.000003: map: IOMMU: iova=0x2000 - 0x3000 size=4096
                        q-1 [000] ..... 1.000004: unmap: IOMMU: iova=0x2000 - 0x3000 size=4096 unmapped_size=4096
                        q-1 [000] ..... 1.000005: unmap: IOMMU: iova=0x1000 - 0x3000 size=8192 unmapped_size=8192
                        """);
        assertThat(steps(atlas))
                .hasExactlyElementsOfTypes(Step.Attach.class, Step.Map.class, Step.Unmap.class);
        assertReplays(atlas);
    }
}
