package iovatlas.importer.sysfs;

import iovatlas.address.ByteSize;
import iovatlas.importer.sysfs.tree.FileTree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The configuration that the kernel was built with, where the snapshot has it.
///
/// @param options `CONFIG_...` to its value; options that are off are absent
/// @param known whether a configuration was found at all
record KernelConfig(Map<String, String> options, boolean known) {

    private static final int MOST_BYTES = 4 << 20;

    KernelConfig {
        options = Map.copyOf(options);
    }

    static KernelConfig read(FileTree tree) {
        Optional<String> text = tree.bytes("proc/config.gz").flatMap(KernelConfig::unpack);
        if (text.isEmpty()) {
            text =
                    tree.names("boot").stream()
                            .filter(name -> name.startsWith("config-"))
                            .flatMap(name -> tree.text("boot/" + name).stream())
                            .findFirst();
        }
        Map<String, String> options = new HashMap<>();
        text.orElse("")
                .lines()
                .filter(l -> l.startsWith("CONFIG_"))
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    if (equals > 0) {
                        options.put(line.substring(0, equals), line.substring(equals + 1).strip());
                    }
                });
        return new KernelConfig(options, !options.isEmpty());
    }

    private static Optional<String> unpack(byte[] bytes) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /// Whether an option is on (built in or a module); empty without a configuration.
    Optional<Boolean> flag(String option) {
        return known
                ? Optional.of(options.getOrDefault(option, "n").matches("[ym]"))
                : Optional.empty();
    }

    Optional<Integer> virtualAddressBits() {
        return Optional.ofNullable(options.get("CONFIG_ARM64_VA_BITS"))
                .filter(text -> text.matches("\\d{2}"))
                .map(Integer::valueOf);
    }

    /// The page size of an Arm kernel.
    Optional<ByteSize> pageSize() {
        if (options.containsKey("CONFIG_ARM64_64K_PAGES")) {
            return Optional.of(ByteSize.ofPowerOfTwo(16));
        }
        if (options.containsKey("CONFIG_ARM64_16K_PAGES")) {
            return Optional.of(ByteSize.ofPowerOfTwo(14));
        }
        return options.containsKey("CONFIG_ARM64_4K_PAGES")
                ? Optional.of(ByteSize.ofPowerOfTwo(12))
                : Optional.empty();
    }
}
