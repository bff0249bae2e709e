package iovatlas.importer.devicetree.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import iovatlas.importer.devicetree.DeviceNode;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.importer.devicetree.IdMapProperty;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

class SourceTextTest {

    private static final String TREE =
            """
            /dts-v1/;
            #include "ids.h"
            / {
                #address-cells = <2>; // two
                model = "A board", "rev \\"2\\"";
                mac = [00 11 22];
                soc {
                    smmu: iommu@10000 {
                        compatible = "arm,smmu-v3";
                        #iommu-cells = <1>;
                    };
                    pcie@20000 {
                        device_type = "pci";
                        iommu-map = <0x0 &smmu FIRST_SID 0x100>,
                                    <0x100 &smmu (FIRST_SID + 0x200) 0x10>;
                        path = &smmu;
                        old;
                    };
                };
            };
            &smmu { status = "okay"; };
            &{/soc/pcie@20000} { /delete-property/ old; };
            """;

    private static DeviceTree tree(String text, Map<String, String> files) throws Exception {
        SourceText source =
                SourceText.read("board.dts", text, name -> Optional.ofNullable(files.get(name)));
        return DeviceTree.read(BlobWriter.write(source.root()), new ArrayList<>()).orElseThrow();
    }

    private static IdMapProperty map(DeviceTree tree, DeviceNode host) {
        return Objects.requireNonNull(IdMapProperty.read(tree, host, "iommu-map", "#iommu-cells"));
    }

    private static DeviceNode node(DeviceTree tree, String path) {
        return tree.node(path).orElseThrow();
    }

    @Test
    void resolvesEscapesAsCDoes() throws Exception {
        DeviceTree tree = tree("/dts-v1/; / { a = \"z\\n\\x41\\101\\x4gq\\tq\\\\\"; };", Map.of());
        assertThat(tree.root().strings("a")).containsExactly("z\nAA\u0004gq\tq\\");
    }

    @Test
    void readsNodesPropertiesLabelsAndMacros() throws Exception {
        assertThat(SourceText.isSource(TREE)).isTrue();
        DeviceTree tree = tree(TREE, Map.of("ids.h", "#define FIRST_SID 0x400\n"));
        assertThat(tree.root().strings("model")).containsExactly("A board", "rev \"2\"");
        assertThat(tree.root().length("mac")).isEqualTo(3);
        DeviceNode host = node(tree, "/soc/pcie@20000");
        assertThat(host.strings("path")).containsExactly("/soc/iommu@10000");
        assertThat(host.has("old")).isFalse();
        IdMapProperty map = map(tree, host);
        assertThat(map.map(0x80)).extracting(IdMapProperty.Arrival::id).isEqualTo(0x480);
        assertThat(map.map(0x105)).extracting(IdMapProperty.Arrival::id).isEqualTo(0x605);
        assertThat(node(tree, "/soc/iommu@10000").isAvailable()).isTrue();
    }

    @Test
    void namesWhatAMissingIncludeLeavesUnknown() throws Exception {
        SourceText source = SourceText.read("board.dts", TREE, _ -> Optional.empty());
        assertThat(source.notes())
                .anySatisfy(note -> {
                    assertThat(note.where()).isEqualTo("board.dts:2");
                    assertThat(note.text()).contains("\"ids.h\" is not there");
                })
                .anySatisfy(note -> assertThat(note.text()).contains("FIRST_SID"));
    }

    @Test
    void keepsReferencesToLabelsThatNobodyHasApart() throws Exception {
        DeviceTree tree =
                tree("/dts-v1/;\n&host { iommu-map = <0 &a 0 1>, <1 &b 7 1>; };\n", Map.of());
        IdMapProperty map = map(tree, node(tree, "/host"));
        assertThat(map.map(0)).isNotEqualTo(map.map(1));
        assertThat(map.map(1)).extracting(IdMapProperty.Arrival::id).isEqualTo(7);
    }

    @Test
    void followsConditionsAndDeletesNodes() throws Exception {
        String text =
                """
                /dts-v1/;
                #define A 1
                / {
                #ifdef A
                    yes;
                #else
                    no;
                #endif
                    gone { };
                    /delete-node/ gone;
                };
                """;
        DeviceTree tree = tree(text, Map.of());
        assertThat(tree.root().has("yes")).isTrue();
        assertThat(tree.root().has("no")).isFalse();
        assertThat(tree.root().children()).isEmpty();
    }

    @Test
    void saysWhereTheGrammarIsBroken() {
        assertThatThrownBy(() -> tree("/dts-v1/;\n/ {\n  a = <1 2;\n};\n", Map.of()))
                .isInstanceOf(SourceText.Unreadable.class)
                .hasMessageContainingAll("board.dts:3", "a number is expected");
    }

    @Test
    void doesNotFollowAnIncludeForEver() throws Exception {
        SourceText source =
                SourceText.read(
                        "a.dts",
                        "/dts-v1/;\n#include \"a.dts\"\n",
                        _ -> Optional.of("#include \"a\"\n"));
        assertThat(source.notes()).isNotEmpty();
    }

    @Tag("jazzer")
    @FuzzTest(maxDuration = "10s")
    void readsOrRefusesAnySource(FuzzedDataProvider data) {
        int cut = data.consumeInt(0, TREE.length());
        String text = TREE.substring(0, cut) + data.consumeRemainingAsString();
        try {
            SourceText source = SourceText.read("fuzz", text, _ -> Optional.empty());
            DeviceTree.read(BlobWriter.write(source.root()), new ArrayList<>());
        } catch (SourceText.Unreadable refused) {
            assertThat(refused.getMessage()).contains("device-tree source");
        }
    }
}
