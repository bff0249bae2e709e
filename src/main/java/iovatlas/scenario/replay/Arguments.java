package iovatlas.scenario.replay;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;

import java.util.ArrayList;
import java.util.List;

/// The words of an operation, read as the probe reads them: C's `strtoull` with base 0, which takes
/// what it understands, and 0 for a word that is not there. `A+0x1000` and the like are addresses in
/// the probe's arenas.
///
/// @param words after the operation's name
record Arguments(List<String> words) {

    int count() {
        return words.size();
    }

    boolean has(int index) {
        return index < words.size();
    }

    String text(int index) {
        return has(index) ? words.get(index) : "";
    }

    /// Unsigned 64 bits.
    long number(int index) {
        return has(index) ? number(words.get(index)) : 0;
    }

    /// The lower 32 bits of a number.
    int integer(int index) {
        return (int) number(index);
    }

    Iova iova(int index) {
        return Iova.of(number(index));
    }

    ByteSize size(int index) {
        return ByteSize.ofBytes(number(index));
    }

    UserVirtual address(int index) {
        return UserVirtual.of(number(index));
    }

    /// The words as the probe prints them back: arena names replaced by addresses.
    List<String> printed() {
        List<String> printed = null;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (ProbeMemory.isArena(word)) {
                printed = printed == null ? new ArrayList<>(words) : printed;
                printed.set(i, ResultFields.hex(number(word)));
            }
        }
        return printed == null ? words : printed;
    }

    private static long number(String word) {
        if (ProbeMemory.isArena(word)) {
            return ProbeMemory.arena(word.charAt(0)) + unsigned(word.substring(2));
        }
        return unsigned(word);
    }

    private static long unsigned(String word) {
        String text = word.strip();
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = 10;
        if (digits.length() > 2
                && (digits.startsWith("0x") || digits.startsWith("0X"))
                && Character.digit(digits.charAt(2), 16) >= 0) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0")) {
            radix = 8;
        }
        long value = prefix(digits, radix);
        return negative ? -value : value;
    }

    /// The number that the word begins with; above 2^64-1 it is 2^64-1.
    private static long prefix(String digits, int radix) {
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), radix);
            if (digit < 0) {
                break;
            }
            // Below 2^59 sixteen times the value still fits.
            if (value >>> 59 != 0
                    && Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, radix)) > 0) {
                return -1L;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
