package iovatlas.document.form;

import iovatlas.address.Address;
import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.Hex;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;

import java.util.Collection;
import java.util.function.Function;

/// Spellings of the values that many parts have in common.
public final class Spellings {
    /// `true` or `false`.
    public static final Spelling<Boolean> FLAG =
            Spelling.ofWord("true or false", Spellings::flag, String::valueOf);

    /// Any text, also an empty one.
    public static final Spelling<String> TEXT =
            Spelling.ofText("a text", Function.identity(), Function.identity());

    /// A name: at least one character, no blank at either end, nothing that is no character.
    public static final Spelling<String> NAME =
            Spelling.ofText("a name", Spellings::name, Function.identity());

    public static final Spelling<Iova> IOVA =
            Spelling.ofWord("an address such as 0x08000000", Iova::parse, Address::hex);
    public static final Spelling<HostPhysical> HOST_PHYSICAL =
            Spelling.ofWord("an address such as 0x08000000", HostPhysical::parse, Address::hex);
    public static final Spelling<GuestPhysical> GUEST_PHYSICAL =
            Spelling.ofWord("an address such as 0x08000000", GuestPhysical::parse, Address::hex);

    public static final Spelling<ByteSize> SIZE =
            Spelling.ofWord("a size such as 2M", ByteSize::parse, ByteSize::text);

    /// Bits of an address, `48`.
    public static final Spelling<AddressWidth> WIDTH =
            Spelling.ofWord(
                    "a number of bits such as 48",
                    text -> new AddressWidth(integer(text, 1, 64)),
                    width -> String.valueOf(width.bits()));

    /// `[4K, 2M, 1G]`.
    public static final Spelling<PageSizes> PAGE_SIZES =
            Spelling.of(
                    node -> PageSizes.of(SIZE.list().read(node).toArray(ByteSize[]::new)),
                    sizes -> SIZE.list().write(sizes.ascending()));

    /// `0x08000000-0x080fffff`, both ends inclusive.
    public static final Spelling<AddressRange<Iova>> IOVA_RANGE = range(Iova::parse);

    public static final Spelling<AddressRange<HostPhysical>> HOST_RANGE =
            range(HostPhysical::parse);

    private Spellings() {}

    /// A decimal (or `0x`) number from `least` to `most`.
    public static Spelling<Integer> number(int least, int most) {
        return Spelling.ofWord("a number", text -> integer(text, least, most), String::valueOf);
    }

    /// A number of up to `bits` unsigned bits (at most 32), in hex with this many digits.
    public static Spelling<Integer> hex(int bits, int digits) {
        return Spelling.ofWord(
                "a number such as 0x" + "0".repeat(digits - 1) + "1",
                text -> (int) unsigned(text, bits),
                value -> Hex.text(Integer.toUnsignedLong(value), digits));
    }

    /// A number of 64 unsigned bits, in hex with this many digits.
    public static <T> Spelling<T> hex64(
            int digits, Function<Long, ? extends T> make, Function<? super T, Long> bits) {
        return Spelling.ofWord(
                "a number such as 0x1",
                text -> make.apply(Hex.parseUnsigned(text)),
                value -> Hex.text(bits.apply(value), digits));
    }

    /// One of some words.
    public static <T> Spelling<T> choice(
            String what, Collection<T> values, Function<? super T, String> print) {
        return Spelling.ofWord(
                what,
                text ->
                        values.stream()
                                .filter(value -> print.apply(value).equals(text))
                                .findFirst()
                                .orElseThrow(() -> notOneOf(text, what, values, print)),
                print);
    }

    private static <T> IllegalArgumentException notOneOf(
            String text, String what, Collection<T> values, Function<? super T, String> print) {
        var words = values.stream().<String>map(print).toList();
        return new IllegalArgumentException(
                "\"" + text + "\" is not " + what + Nearest.hint(text, words));
    }

    private static <A extends Address<A>> Spelling<AddressRange<A>> range(
            Function<String, A> parse) {
        return Spelling.ofWord(
                "a range such as 0x08000000-0x080fffff",
                text -> {
                    String[] ends = text.split("-", -1);
                    if (ends.length != 2) {
                        throw new IllegalArgumentException(
                                "\"" + text + "\" is not a range such as 0x08000000-0x080fffff");
                    }
                    return AddressRange.of(
                            parse.apply(ends[0].strip()), parse.apply(ends[1].strip()));
                },
                AddressRange::hex);
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is not true or false");
        };
    }

    private static String name(String text) {
        if (text.isEmpty() || !text.equals(text.strip())) {
            throw new IllegalArgumentException(
                    "A name has no blank at its ends and at least one character");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A name has no control characters");
        }
        return text;
    }

    private static int integer(String text, int least, int most) {
        boolean negative = text.startsWith("-");
        long value = Hex.parseUnsigned(negative ? text.substring(1) : text);
        boolean fits = value >= 0 && (!negative || value == 0) && value >= least && value <= most;
        if (!fits) {
            throw new IllegalArgumentException(
                    text + " is not a number from " + least + " to " + most);
        }
        return (int) value;
    }

    private static long unsigned(String text, int bits) {
        long value = Hex.parseUnsigned(text);
        if (value >>> bits != 0) {
            throw new IllegalArgumentException(text + " needs more than " + bits + " bits");
        }
        return value;
    }
}
