package iovatlas.importer.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.importer.sysfs.tree.TarBytes;
import iovatlas.task.Progress;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/// A damaged recording gives an atlas with notes or a refusal in words, and nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotFuzzTest {

    private static final int DAMAGED_FILES = Integer.getInteger("iovatlas.snapshots", 90);
    private static final int DAMAGED_ARCHIVES = Integer.getInteger("iovatlas.archives", 120);

    private final List<List<Entry>> machines = new ArrayList<>();

    /// One entry of an archive.
    private static final class Entry {
        private final String name;
        private final boolean isLink;
        private final String target;
        private final byte[] content;

        Entry(String name, boolean isLink, String target, byte[] content) {
            this.name = name;
            this.isLink = isLink;
            this.target = target;
            this.content = content;
        }
    }

    @BeforeAll
    void readMachines() throws IOException {
        for (Path folder : RecordedMachines.folders(RecordedMachines.BUNDLED)) {
            machines.add(entries(folder.resolve("snapshot.tar.gz")));
        }
    }

    private static List<Entry> entries(Path archive) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.add(
                            new Entry(
                                    entry.getName(),
                                    entry.isSymbolicLink(),
                                    entry.getLinkName() == null ? "" : entry.getLinkName(),
                                    tar.readAllBytes()));
                }
            }
        }
        return entries;
    }

    private static byte[] archive(List<Entry> entries) {
        TarBytes tar = new TarBytes();
        for (Entry entry : entries) {
            if (entry.isLink) {
                tar.link(entry.name, entry.target);
            } else {
                tar.file(entry.name, entry.content);
            }
        }
        return tar.finished();
    }

    private static boolean opens(byte[] archive) {
        try {
            Atlas atlas =
                    Inputs.open(
                                    Path.of("-"),
                                    List.of(),
                                    new ByteArrayInputStream(archive),
                                    Progress.NONE)
                            .atlas();
            assertThat(atlas.observation().functions()).hasSameSizeAs(atlas.topology().functions());
            return true;
        } catch (ImportFailure failure) {
            assertThat(failure.getMessage()).isNotBlank();
            return false;
        }
    }

    @Test
    void opensRecordingsWhoseFilesAreDamaged() {
        for (int seed = 0; seed < DAMAGED_FILES; seed++) {
            Random random = new Random(seed);
            List<Entry> machine = machines.get(seed % machines.size());
            List<Entry> damaged = new ArrayList<>(machine);
            for (int i = random.nextInt(12); i >= 0; i--) {
                int at = random.nextInt(damaged.size());
                damaged.set(at, damaged(damaged.get(at), random));
            }
            // Configuration spaces and tables are where the parsers are.
            damaged.replaceAll(e -> isBinary(e) && random.nextBoolean() ? damaged(e, random) : e);
            assertThat(opens(archive(damaged))).as("seed " + seed).isTrue();
        }
    }

    @Test
    void opensOrRefusesArchivesThatAreDamaged() {
        List<byte[]> archives = machines.stream().map(SnapshotFuzzTest::archive).toList();
        int refused = 0;
        for (int seed = 0; seed < DAMAGED_ARCHIVES; seed++) {
            Random random = new Random(seed);
            byte[] archive = archives.get(seed % archives.size());
            byte[] packed = seed % 3 == 0 ? TarBytes.gzip(archive) : archive;
            refused += opens(damaged(packed, random)) ? 0 : 1;
        }
        assertThat(refused).isBetween(DAMAGED_ARCHIVES / 10, DAMAGED_ARCHIVES);
    }

    private static boolean isBinary(Entry entry) {
        return entry.name.endsWith("/config")
                || entry.name.contains("firmware/")
                || entry.name.endsWith("/resource");
    }

    private static Entry damaged(Entry entry, Random random) {
        return entry.isLink
                ? new Entry(entry.name, true, otherTarget(entry, random), entry.content)
                : new Entry(entry.name, false, "", damaged(entry.content, random));
    }

    private static String otherTarget(Entry entry, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> entry.name;
            case 1 -> "../../../../../../../../etc/passwd";
            case 2 -> "/";
            default -> entry.target + "x";
        };
    }

    private static byte[] damaged(byte[] content, Random random) {
        if (content.length == 0) {
            return new byte[random.nextInt(5)];
        }
        byte[] bytes = content.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> {
                int at = random.nextInt(bytes.length);
                int end = Math.min(bytes.length, at + 1 + random.nextInt(16));
                Arrays.fill(bytes, at, end, (byte) (random.nextBoolean() ? 0xff : 0));
            }
            default -> {
                for (int i = 1 + random.nextInt(20); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return bytes;
    }
}
