package iovatlas.importer.sysfs;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.importer.pci.ConfigBytes;
import iovatlas.importer.sysfs.tree.TarBytes;
import iovatlas.task.Progress;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;

/// Puts recordings of machines together that nobody recorded.
final class MachineFiles {

    static final String X86 =
            "Linux version 6.12.5-example (x86_64-linux-gnu-gcc 14) #1 SMP x86_64\n";
    static final String ARM =
            "Linux version 6.12.5-example (aarch64-linux-gnu-gcc 14) #1 SMP aarch64\n";

    private final TarBytes tar = new TarBytes();

    MachineFiles file(String name, String content) {
        tar.file(name, content);
        return this;
    }

    MachineFiles file(String name, byte[] content) {
        tar.file(name, content);
        return this;
    }

    MachineFiles link(String name, String target) {
        tar.link(name, target);
        return this;
    }

    /// A function with configuration space below a folder such as `sys/devices/pci0000:00`.
    MachineFiles function(String folder, String at, ConfigBytes config) {
        String path = folder + "/" + at;
        tar.file(path + "/config", config.bytes());
        String up = "../../../" + path.substring("sys/".length());
        tar.link("sys/bus/pci/devices/" + at, up);
        return this;
    }

    byte[] bytes() {
        return tar.finished();
    }

    Atlas open() throws ImportFailure {
        return Inputs.open(
                        Path.of("-"), List.of(), new ByteArrayInputStream(bytes()), Progress.NONE)
                .atlas();
    }

    /// An endpoint with a class.
    static ConfigBytes endpoint(int classCode) {
        return new ConfigBytes(4096).put16(9, classCode).put8(0xb, classCode >> 16).express(0);
    }

    /// A bridge of a port type over buses.
    static ConfigBytes bridge(int portType, int first, int last) {
        return new ConfigBytes(4096)
                .put8(0x0e, 1)
                .put16(9, 0x0400)
                .put8(0xb, 0x06)
                .put8(0x19, first)
                .put8(0x1a, last)
                .express(portType);
    }
}
