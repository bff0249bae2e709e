package iovatlas.edit.line;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Checker;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Severity;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.edit.Edit;
import iovatlas.edit.part.Part;
import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.Timeline;
import iovatlas.topology.Architecture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/// Guests of real monitors in a machine: what the kernel says when their RAM is mapped.
class LaidOutGuestsTest {

    private static Atlas host(Architecture architecture, String... lines) {
        Atlas atlas = Atlas.begun(KernelRelease.V7_3, architecture);
        boolean arm = architecture == Architecture.ARM64;
        atlas = typed(atlas, "root-port", "nic under 00:01.0");
        atlas = typed(atlas, arm ? "smmuv3" : "vtd", arm ? "its" : "apic", "cpus");
        return typed(atlas, lines);
    }

    private static Atlas typed(Atlas before, String... lines) {
        Atlas atlas = before;
        for (String line : lines) {
            atlas = TypedLine.parse(atlas, line).apply(atlas);
        }
        return atlas;
    }

    private static List<String> errors(Atlas atlas) {
        Timeline timeline = Timeline.of(atlas.topology(), atlas.boot(), atlas.steps());
        return new Checker(StandardRules.catalog())
                .check(atlas, timeline).problems().stream()
                        .filter(problem -> problem.severity() == Severity.ERROR)
                        .map(Problem::text)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ARM64  | qemu-q35                  | 2G   | 0x08000000-0x080fffff
                    ARM64  | qemu-pc-2.10              | 4G   | 0x08000000-0x080fffff
                    ARM64  | cloud-hypervisor          | 512M | 0x08000000-0x080fffff
                    ARM64  | firecracker-1.12          | 512M | 0x08000000-0x080fffff
                    ARM64  | qemu-pseries              | 1G   | 0x08000000-0x080fffff
                    X86_64 | qemu-virt                 | 4G   | 0xfee00000-0xfeefffff
                    X86_64 | cloud-hypervisor-arm-22.1 | 4G   | 0xfee00000-0xfeefffff
                    X86_64 | kvmtool-arm               | 2G   | 0xfee00000-0xfeefffff
                    X86_64 | firecracker-arm           | 2G   | 0xfee00000-0xfeefffff
                    X86_64 | qemu-pseries-2.7          | 4G   | 0xfee00000-0xfeefffff
                    """)
    void ramOverTheWindowIsRefused(
            Architecture architecture, String word, String ram, String window) {
        Atlas atlas = mapped(architecture, word, ram);
        assertThat(errors(atlas)).anySatisfy(text -> assertThat(text).contains("vm1", window));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ARM64  | qemu-virt                 | 4G
                    ARM64  | qemu-virt-2.7             | 4G
                    ARM64  | crosvm-arm                | 4G
                    ARM64  | cloud-hypervisor-arm      | 8G
                    ARM64  | cloud-hypervisor-arm-0.14 | 8G
                    ARM64  | firecracker-arm           | 8G
                    ARM64  | kvmtool-arm               | 8G
                    X86_64 | qemu-q35-7.0              | 8G
                    X86_64 | qemu-pc                   | 8G
                    X86_64 | crosvm                    | 8G
                    X86_64 | cloud-hypervisor-21.0     | 8G
                    X86_64 | firecracker               | 8G
                    X86_64 | cloud-hypervisor-arm      | 4G
                    """)
    void ramBesideTheWindowIsMapped(Architecture architecture, String word, String ram) {
        assertThat(errors(mapped(architecture, word, ram))).isEmpty();
    }

    private static Atlas mapped(Architecture architecture, String word, String ram) {
        return host(
                architecture,
                word + " vm1 ram " + ram,
                "container c0 for vm1",
                "attach nic0 to c0",
                "map c0");
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"GUEST_.*"},
            mode = EnumSource.Mode.MATCH_ALL)
    void everyGuestIsSavedAndReadBackEqual(Part part) {
        Atlas atlas = host(Architecture.ARM64, part.word() + " vm1 ram 5G", part.word() + " 4");
        assertThat(DocumentReader.read(DocumentWriter.write(atlas)).atlas()).isEqualTo(atlas);
    }

    @Test
    void aLineSaysBeforehandWhereRamAndWindowsWouldBe() {
        Atlas atlas = host(Architecture.X86_64);
        Edit edit = TypedLine.parse(atlas, "qemu-q35-7.0 my-vm ram 4G");
        assertThat(edit.details(atlas))
                .hasValue(
                        "RAM 2G at 0x00000000, 2G at 0x100000000; mmconfig 0xb0000000, pci"
                            + " 0xc0000000, pci64 0x180000000, ioapic 0xfec00000, apic 0xfee00000");
        assertThat(TypedLine.parse(atlas, "qemu-virt-2.7 vm ram 1T").details(atlas)).isEmpty();
        assertThat(TypedLine.parse(atlas, "root-port").details(atlas)).isEmpty();
    }
}
