package iovatlas.importer.sysfs.tree;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.task.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SnapshotTopTest {

    private static FileTree archive(String file) throws TreeRefusal {
        byte[] tar = new TarBytes().file(file, "0x8086").finished();
        return new ArchiveReader(TreeLimits.STANDARD, Progress.NONE)
                .read(new ByteArrayInputStream(tar));
    }

    private static final String VENDOR = "sys/devices/pci0000:00/0000:00:00.0/vendor";

    @Test
    void findsSysAtTheTopAndBelowOtherFolders() throws TreeRefusal {
        assertThat(SnapshotTop.find(archive(VENDOR)).orElseThrow().line(VENDOR)).isPresent();
        assertThat(SnapshotTop.find(archive("host/2024/" + VENDOR)).orElseThrow().line(VENDOR))
                .isPresent();
    }

    @Test
    void takesSysItselfForAMachine() throws TreeRefusal {
        String inside = VENDOR.substring("sys/".length());
        assertThat(SnapshotTop.find(archive("copy/" + inside)).orElseThrow().line(VENDOR))
                .isPresent();
    }

    @Test
    void findsNothingInAnOrdinaryFolder() throws TreeRefusal {
        assertThat(SnapshotTop.find(archive("src/main/java/X.java"))).isEmpty();
    }

    @Test
    void readsAFolderOnDiskWithoutLeavingIt(@TempDir Path folder) throws IOException {
        Path function = Files.createDirectories(folder.resolve("m").resolve(VENDOR).getParent());
        Files.writeString(function.resolve("vendor"), "0x8086\n");
        Path secret = Files.writeString(folder.resolve("secret"), "no");
        Files.createSymbolicLink(function.resolve("class"), secret);
        Files.createSymbolicLink(function.resolve("up"), Path.of("../../../../../secret"));
        FileTree tree =
                SnapshotTop.find(FileTree.ofFolder(folder.resolve("m"), TreeLimits.STANDARD))
                        .orElseThrow();
        String path = VENDOR.replace("/vendor", "");
        assertThat(tree.line(path + "/vendor")).contains("0x8086");
        assertThat(tree.line(path + "/class")).isEmpty();
        assertThat(tree.line(path + "/up")).isEmpty();
    }
}
