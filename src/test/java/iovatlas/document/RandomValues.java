package iovatlas.document;

import iovatlas.address.Address;
import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/// Values at and between the edges, from a seed.
final class RandomValues {
    private static final String CHARACTERS =
            "abcxyzABZ019 :#-,[]{}&*!|>'\"%@`~?=<.\\/_\t\u0085\u2028é中😀\ufeff\u0000\u007f";
    private static final List<String> WORDS =
            List.of(
                    "true",
                    "null",
                    "~",
                    "on",
                    "y",
                    "0x10",
                    "1e5",
                    "0o7",
                    ".inf",
                    "-",
                    "---",
                    "a: b",
                    "a #b",
                    "#a",
                    " a",
                    "a ",
                    "",
                    "01:00.0",
                    "nic0",
                    "4K",
                    "&a",
                    "*a",
                    "!a",
                    "a:",
                    "- a",
                    "{a",
                    "a\nb",
                    "a\r\nb",
                    "long text ".repeat(12),
                    "word ".repeat(30) + "end");

    private final Random random;
    private final Set<String> names = new HashSet<>();

    RandomValues(long seed) {
        random = new Random(seed);
    }

    boolean flag() {
        return random.nextBoolean();
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /// From `least` to `most`, both included, often one of them.
    int number(int least, int most) {
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> (int) random.nextLong(least, most + 1L);
        };
    }

    /// Any 32 bits.
    int bits32() {
        return oneIn(4) ? -1 : random.nextInt();
    }

    /// Any 64 bits, often near an edge.
    long bits64() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> -1L;
            case 2 -> Long.MIN_VALUE;
            case 3 -> 1L << random.nextInt(64);
            default -> random.nextLong() >>> random.nextInt(64);
        };
    }

    <A extends Address<A>> A address(A any) {
        return any.withBits(bits64());
    }

    <A extends Address<A>> AddressRange<A> range(A any) {
        A one = address(any);
        A other = address(any);
        return one.isAtMost(other) ? AddressRange.of(one, other) : AddressRange.of(other, one);
    }

    AddressRange<Iova> iovas() {
        return range(Iova.ZERO);
    }

    /// From 1 byte to 2^64 bytes.
    ByteSize size() {
        return ByteSize.ofLastOffset(bits64());
    }

    ByteSize offset() {
        return ByteSize.ofBytes(bits64());
    }

    PageSizes pages() {
        return new PageSizes(oneIn(3) ? 0 : bits64());
    }

    AddressWidth width() {
        return new AddressWidth(number(1, 64));
    }

    /// Any text without half a surrogate pair.
    String text() {
        if (oneIn(3)) {
            return pick(WORDS);
        }
        int[] all = CHARACTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(all[random.nextInt(all.length)]);
        }
        return text.toString();
    }

    /// A name that no other thing of this document has.
    String name() {
        while (true) {
            String name = text().strip();
            boolean usable =
                    !name.isEmpty()
                            && name.codePoints().noneMatch(Character::isISOControl)
                            && !iovatlas.topology.PciAddress.isAddress(name);
            if (usable && names.add(name)) {
                return name;
            }
            if (usable && names.add(name + names.size())) {
                return name + names.size();
            }
        }
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <T extends Enum<T>> T pick(Class<T> kind) {
        return pick(List.of(kind.getEnumConstants()));
    }

    <T> @Nullable T maybe(Supplier<T> value) {
        return flag() ? value.get() : null;
    }

    <T> List<T> list(int most, Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }
}
