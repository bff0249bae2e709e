package iovatlas.cli;

import iovatlas.atlas.Atlas;
import iovatlas.export.Format;
import iovatlas.export.machine.ConfigAcs;
import iovatlas.export.machine.LibvirtXml;
import iovatlas.export.machine.QemuArguments;
import iovatlas.scenario.KernelState;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `render --format` can be told: a format of pictures and tables, or another program that the
/// machine is described to.
sealed interface RenderFormat {

    /// Of file names, without the dot.
    String ending();

    /// Pictures and tables.
    record OfPicture(Format format) implements RenderFormat {
        @Override
        public String ending() {
            return format.ending();
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
    }

    /// Who the machine is described to.
    enum Emitter {
        QEMU,
        LIBVIRT,
        CONFIG_ACS;

        /// The whole text, ending in a newline.
        ///
        /// @throws UsageProblem when the machine has nothing of the kind
        String write(Atlas atlas, KernelState state) {
            return switch (this) {
                case QEMU -> QemuArguments.script(atlas, state);
                case LIBVIRT -> LibvirtXml.write(state);
                case CONFIG_ACS -> {
                    String text = ConfigAcs.text(state.groups());
                    if (text.isEmpty()) {
                        throw new UsageProblem(
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

    /// @throws IllegalArgumentException for a word that means none
    static RenderFormat parse(String word) {
        Optional<RenderFormat> picture =
                Stream.of(Format.values())
                        .filter(f -> f.word().equals(word))
                        .findFirst()
                        .map(OfPicture::new);
        return picture.or(() ->
                        Stream.of(Emitter.values())
                                .filter(e -> e.word().equals(word))
                                .findFirst()
                                .map(OfMachine::new))
                .orElseThrow(() ->
                        new IllegalArgumentException("\"" + word + "\" is not one of " + words()));
    }

    /// All words, for help and refusals.
    static String words() {
        List<String> words =
                Stream.concat(
                                Stream.of(Format.values()).map(Format::word),
                                Stream.of(Emitter.values()).map(Emitter::word))
                        .toList();
        return words.stream().collect(Collectors.joining(", "));
    }
}
