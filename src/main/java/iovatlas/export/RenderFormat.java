package iovatlas.export;

import iovatlas.atlas.Atlas;
import iovatlas.export.machine.ConfigAcs;
import iovatlas.export.machine.LibvirtXml;
import iovatlas.export.machine.QemuArguments;
import iovatlas.scenario.KernelState;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `render --format` can be told: a format of pictures and tables, or another program that the
/// machine is described to.
public sealed interface RenderFormat {

    /// Of file names, without the dot.
    String ending();

    /// The word of the command line.
    String word();

    /// The name for people.
    String title();

    /// The whole file.
    ///
    /// @throws ExportProblem when it cannot be written so
    byte[] write(MachineContent content, ExportOptions options);

    /// Pictures and tables.
    record OfPicture(Format format) implements RenderFormat {
        @Override
        public String ending() {
            return format.ending();
        }

        @Override
        public String word() {
            return format.word();
        }

        @Override
        public String title() {
            return format.title();
        }

        @Override
        public byte[] write(MachineContent content, ExportOptions options) {
            return new Exporter(content, options).write(format);
        }
    }

    /// The machine for another program.
    record OfMachine(Emitter emitter) implements RenderFormat {
        @Override
        public String ending() {
            return switch (emitter) {
                case QEMU -> "sh";
                case LIBVIRT -> "xml";
                case CONFIG_ACS -> "acs";
            };
        }

        @Override
        public String word() {
            return emitter.word();
        }

        @Override
        public String title() {
            return switch (emitter) {
                case QEMU -> "QEMU start script";
                case LIBVIRT -> "libvirt domains";
                case CONFIG_ACS -> "ACS words for the kernel";
            };
        }

        @Override
        public byte[] write(MachineContent content, ExportOptions options) {
            KernelState state = content.timeline().state(content.step());
            return emitter.write(content.atlas(), state).getBytes(StandardCharsets.UTF_8);
        }
    }

    /// Who the machine is described to.
    enum Emitter {
        QEMU,
        LIBVIRT,
        CONFIG_ACS;

        /// The whole text, ending in a newline.
        ///
        /// @throws ExportProblem when the machine has nothing of the kind
        String write(Atlas atlas, KernelState state) {
            return switch (this) {
                case QEMU -> QemuArguments.script(atlas, state);
                case LIBVIRT -> LibvirtXml.write(state);
                case CONFIG_ACS -> {
                    String text = ConfigAcs.text(state.groups());
                    if (text.isEmpty()) {
                        throw new ExportProblem(
                                "no function of the machine has ACS; there is nothing to set");
                    }
                    yield text + "\n";
                }
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// All of them, pictures first.
    static List<RenderFormat> all() {
        return Stream.<RenderFormat>concat(
                        Stream.of(Format.values()).map(OfPicture::new),
                        Stream.of(Emitter.values()).map(OfMachine::new))
                .toList();
    }

    /// @throws IllegalArgumentException for a word that means none
    static RenderFormat parse(String word) {
        return all().stream()
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("\"" + word + "\" is not one of " + words()));
    }

    /// All words, for help and refusals.
    static String words() {
        return all().stream().map(RenderFormat::word).collect(Collectors.joining(", "));
    }
}
