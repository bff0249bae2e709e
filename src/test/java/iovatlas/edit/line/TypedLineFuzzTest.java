package iovatlas.edit.line;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.Soundness;
import iovatlas.edit.part.Part;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Whatever is typed, it is done or one sentence says why not.
class TypedLineFuzzTest {
    private static final int LINES = 5_000;
    private static final List<String> WORDS =
            List.of(
                    "attach",
                    "map",
                    "msi",
                    "move",
                    "stream",
                    "rename",
                    "remove",
                    "hwpt",
                    "copy",
                    "to",
                    "under",
                    "beside",
                    "on",
                    "for",
                    "in",
                    "of",
                    "slot",
                    "ram",
                    "size",
                    "named",
                    "nest-parent",
                    "nic0",
                    "nic1",
                    "c0",
                    "ioas0",
                    "ioas1",
                    "vm0",
                    "smmu0",
                    "its0",
                    "hwpt0",
                    "00:01.0",
                    "01:00.0",
                    "ff:1f.7",
                    "0000:00",
                    "0000:zz",
                    "ffffffff:0",
                    "8086:1572",
                    "zzzz:zzzz",
                    "0x40",
                    "0x",
                    "0xffffffffffffffffff",
                    "-1",
                    "0",
                    "99999",
                    "123456789012",
                    "1.0",
                    "1f.7",
                    "20.0",
                    "1.8",
                    ".",
                    "..",
                    "4G",
                    "16E",
                    "999999E",
                    "0K",
                    "-4G",
                    "",
                    " ",
                    "\t",
                    "qemu-virt-",
                    "qemu-virt-99.9",
                    "qemu-q35-0.1",
                    "crosvm-1.0",
                    "\"",
                    "{",
                    "}",
                    "\u0000",
                    "\ud800",
                    "\u202e",
                    "é",
                    "{at: 0}");

    private Atlas atlas = Atlas.begun(KernelRelease.V7_3, Architecture.ARM64);

    @Test
    void everyLineIsDoneOrOneSentenceSaysWhyNot() {
        for (String line :
                List.of(
                        "root-port",
                        "root-port",
                        "nic under 00:01.0",
                        "nic under 00:02.0",
                        "smmuv3",
                        "its",
                        "guest",
                        "container c0",
                        "ioas",
                        "ioas")) {
            atlas = TypedLine.parse(atlas, line).apply(atlas);
        }
        Atlas first = atlas;
        Random random = new Random(20260102);
        List<String> words = new ArrayList<>(WORDS);
        Arrays.stream(Part.values()).map(Part::word).forEach(words::add);
        int done = 0;
        for (int i = 0; i < LINES; i++) {
            String line = line(random, words);
            Optional<String> refusal = attempt(line);
            if (refusal.isPresent()) {
                assertThat(refusal.get())
                        .as("%s", line)
                        .isNotBlank()
                        .doesNotContain("null", "Exception", "java.", "\n");
                assertThat(refusal.get()).as("%s", line).endsWith(".");
            } else {
                done++;
            }
            if (atlas.topology().functions().size() > 60) {
                atlas = first;
            }
        }
        assertThat(done).isGreaterThan(100);
    }

    private static String line(Random random, List<String> words) {
        StringBuilder line = new StringBuilder();
        if (random.nextInt(10) == 0) {
            random.ints(random.nextInt(12), 0, 0x3000)
                    .forEach(c -> line.append(Character.toChars(c)));
            return line.toString();
        }
        for (int n = random.nextInt(7); n >= 0; n--) {
            line.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        return line.toString();
    }

    private Optional<String> attempt(String line) {
        Edit edit;
        try {
            edit = TypedLine.parse(atlas, line);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        Optional<String> refusal = edit.refusal(atlas);
        if (refusal.isEmpty()) {
            atlas = edit.apply(atlas);
            assertThat(Soundness.fault(atlas)).as("after %s", line).isEmpty();
        }
        return refusal;
    }
}
