package iovatlas.importer.sysfs.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.task.Cancelled;
import iovatlas.task.Progress;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.util.Arrays;

/// Archives that are what they should be, and archives that want to do harm.
class ArchiveReaderTest {

    private static final TreeLimits SMALL = new TreeLimits(20, 4000, 3000, 8);

    private static FileTree read(byte[] bytes) throws TreeRefusal {
        return new ArchiveReader(SMALL, Progress.NONE).read(new ByteArrayInputStream(bytes));
    }

    private static void refuses(byte[] bytes, String... words) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(TreeRefusal.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void readsPlainAndCompressedArchives() throws TreeRefusal {
        byte[] tar = new TarBytes().file("./sys/a", "1\n").finished();
        assertThat(read(tar).line("sys/a")).contains("1");
        assertThat(read(TarBytes.gzip(tar)).line("sys/a")).contains("1");
    }

    @Test
    void resolvesLinksInsideTheArchive() throws TreeRefusal {
        FileTree tree =
                read(
                        new TarBytes()
                                .file("sys/devices/d0/vendor", "0x8086\n")
                                .link("sys/bus/d0", "../devices/d0")
                                .link("sys/abs", "/sys/devices/d0/vendor")
                                .finished());
        assertThat(tree.line("sys/bus/d0/vendor")).contains("0x8086");
        assertThat(tree.line("sys/abs")).contains("0x8086");
        assertThat(tree.canonical("sys/bus/d0")).contains("sys/devices/d0");
        assertThat(tree.linkName("sys/bus/d0")).contains("d0");
    }

    @Test
    void aLinkThatLeavesTheArchiveStaysAtItsTop() throws TreeRefusal {
        FileTree tree =
                read(
                        new TarBytes()
                                .file("etc/passwd", "inside")
                                .link("up", "../../../../etc/passwd")
                                .finished());
        assertThat(tree.line("up")).contains("inside");
    }

    @Test
    void linksThatLeadInACircleLeadNowhere() throws TreeRefusal {
        FileTree tree = read(new TarBytes().link("a", "b").link("b", "a").finished());
        assertThat(tree.bytes("a")).isEmpty();
        assertThat(tree.names("a")).isEmpty();
    }

    @Test
    void aFileBelowALinkDoesNotGoThroughTheLink() throws TreeRefusal {
        FileTree tree =
                read(
                        new TarBytes()
                                .file("real/x", "kept")
                                .link("trap", "real")
                                .file("trap/x", "other")
                                .finished());
        assertThat(tree.line("real/x")).contains("kept");
        assertThat(tree.line("trap/x")).contains("other");
    }

    @Test
    void hardLinksNameFilesOfTheArchive() throws TreeRefusal {
        FileTree tree = read(new TarBytes().file("a/x", "1").hardLink("b/y", "a/x").finished());
        assertThat(tree.line("b/y")).contains("1");
    }

    @Test
    void deviceNodesAreLeftOut() throws TreeRefusal {
        FileTree tree = read(new TarBytes().device("dev/mem").file("x", "1").finished());
        assertThat(tree.exists("dev/mem")).isFalse();
    }

    @Test
    void refusesPathsThatLeaveTheArchive() {
        refuses(new TarBytes().file("sys/../../etc/x", "1").finished(), "leaves its folder");
        refuses(new TarBytes().file("/etc/x", "1").finished(), "absolute path", "/etc/x");
        refuses(new TarBytes().hardLink("x", "../y").finished(), "leaves its folder");
    }

    @Test
    void refusesTooManyEntries() {
        TarBytes tar = new TarBytes();
        for (int i = 0; i < 21; i++) {
            tar.file("f" + i, "");
        }
        refuses(tar.finished(), "more than 20 entries");
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        refuses(new TarBytes().file("big", new byte[3001]).finished(), "\"big\"", "3000 bytes");
    }

    @Test
    void refusesABombEvenWhenItIsPackedSmall() {
        TarBytes tar = new TarBytes();
        tar.file("a", new byte[3000]).file("b", new byte[3000]);
        byte[] packed = TarBytes.gzip(tar.finished());
        assertThat(packed.length).isLessThan(400);
        refuses(packed, "unpacks to more than 4000 bytes");
    }

    @Test
    void refusesPathsThatAreTooDeep() {
        refuses(new TarBytes().file("a/b/c/d/e/f/g/h/i", "1").finished(), "more than 8 folders");
    }

    @Test
    void refusesWhatIsCutOrEmpty() {
        byte[] gz = TarBytes.gzip(new TarBytes().file("x", new byte[2000]).finished());
        refuses(Arrays.copyOf(gz, gz.length / 2), "damaged");
        refuses(new byte[0], "archive");
    }

    @Test
    void stopsWhenSomebodyWantsItToStop() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(String doing, long done, long total) {}

                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                };
        byte[] tar = new TarBytes().file("x", "1").finished();
        assertThatThrownBy(() ->
                        new ArchiveReader(SMALL, cancelled).read(new ByteArrayInputStream(tar)))
                .isInstanceOf(Cancelled.class);
    }
}
