package iovatlas.importer.acpi.aml;

import java.nio.ByteBuffer;

/// Operations on values; anything with an unknown in it is unknown, and so is what is not defined
/// here for the kinds of its operands.
final class AmlArithmetic {

    private AmlArithmetic() {}

    static AmlValue apply(int op, AmlValue left, AmlValue right) {
        if (!(left instanceof AmlValue.Int a) || !(right instanceof AmlValue.Int b)) {
            return AmlValue.UNKNOWN;
        }
        long x = a.bits();
        long y = b.bits();
        return switch (op) {
            case 0x72 -> AmlValue.of(x + y);
            case 0x74 -> AmlValue.of(x - y);
            case 0x77 -> AmlValue.of(x * y);
            case 0x79 -> AmlValue.of(y < 0 || y > 63 ? 0 : x << y);
            case 0x7a -> AmlValue.of(y < 0 || y > 63 ? 0 : x >>> y);
            case 0x7b -> AmlValue.of(x & y);
            case 0x7c -> AmlValue.of(~(x & y));
            case 0x7d -> AmlValue.of(x | y);
            case 0x7e -> AmlValue.of(~(x | y));
            case 0x7f -> AmlValue.of(x ^ y);
            case 0x85 -> y == 0 ? AmlValue.UNKNOWN : AmlValue.of(Long.remainderUnsigned(x, y));
            default -> AmlValue.UNKNOWN;
        };
    }

    static AmlValue compare(int op, AmlValue left, AmlValue right) {
        if (left instanceof AmlValue.Int a && right instanceof AmlValue.Int b) {
            int order = Long.compareUnsigned(a.bits(), b.bits());
            return switch (op) {
                case 0x90 -> AmlValue.of(a.bits() != 0 && b.bits() != 0);
                case 0x91 -> AmlValue.of(a.bits() != 0 || b.bits() != 0);
                case 0x93 -> AmlValue.of(order == 0);
                case 0x94 -> AmlValue.of(order > 0);
                default -> AmlValue.of(order < 0);
            };
        }
        boolean sameKind =
                (left instanceof AmlValue.Bytes && right instanceof AmlValue.Bytes)
                        || (left instanceof AmlValue.Text && right instanceof AmlValue.Text);
        return op == 0x93 && sameKind ? AmlValue.of(left.equals(right)) : AmlValue.UNKNOWN;
    }

    static AmlValue not(AmlValue value) {
        return value instanceof AmlValue.Int number
                ? AmlValue.of(number.bits() == 0)
                : AmlValue.UNKNOWN;
    }

    /// ToInteger of numbers and buffers, ToBuffer of buffers; everything else is unknown.
    static AmlValue convert(int op, AmlValue value) {
        return switch (value) {
            case AmlValue.Int number when op == 0x99 -> number;
            case AmlValue.Bytes bytes when op == 0x99 -> AmlValue.of(littleEndian(bytes.content()));
            case AmlValue.Bytes bytes when op == 0x96 -> bytes;
            case AmlValue.Int _,
                    AmlValue.Bytes _,
                    AmlValue.Text _,
                    AmlValue.Elements _,
                    AmlValue.Unknown _ ->
                    AmlValue.UNKNOWN;
        };
    }

    private static long littleEndian(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < Math.min(8, bytes.limit()); i++) {
            value |= (bytes.get(i) & 0xffL) << (8 * i);
        }
        return value;
    }
}
