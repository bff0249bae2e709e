package iovatlas.importer.acpi.aml;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// A value of the ACPI machine language.
sealed interface AmlValue {

    /// Cannot be told from the table: hardware, another table, or something not understood.
    AmlValue UNKNOWN = new Unknown();

    record Unknown() implements AmlValue {}

    /// An integer of 64 unsigned bits.
    record Int(long bits) implements AmlValue {}

    record Text(String text) implements AmlValue {}

    /// A read-only buffer, equal to another with the same content.
    record Bytes(ByteBuffer content) implements AmlValue {

        static Bytes of(byte[] content, int size) {
            return new Bytes(ByteBuffer.wrap(Arrays.copyOf(content, size)).asReadOnlyBuffer());
        }
    }

    record Elements(List<AmlValue> elements) implements AmlValue {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    static AmlValue of(long bits) {
        return new Int(bits);
    }

    /// True and false are all ones and zero.
    static AmlValue of(boolean truth) {
        return new Int(truth ? -1L : 0);
    }
}
