package iovatlas.importer.acpi.aml;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads terms. Every term is read to its end, so that the place in the code stays right; what cannot
/// be told becomes [AmlValue#UNKNOWN].
final class AmlTerms {

    private static final int ARGUMENT_0 = 0x68;

    private final AmlNamespace names;
    private final AmlCode code;
    private final String scope;
    private final int depth;
    private final boolean calls;
    private final Map<Integer, AmlValue> variables = new HashMap<>();
    private final Map<String, AmlValue> local = new HashMap<>();

    private AmlTerms(AmlNamespace names, AmlCode code, String scope, int depth, boolean calls) {
        this.names = names;
        this.code = code;
        this.scope = scope;
        this.depth = depth;
        this.calls = calls;
    }

    /// For terms outside a method; they are read, and no method is called.
    static AmlTerms outside(AmlNamespace names, AmlCode code, String scope) {
        return new AmlTerms(names, code, scope, 0, false);
    }

    /// For the terms of a method that was called with these values.
    static AmlTerms inside(
            AmlNamespace names, AmlCode code, String scope, int depth, List<AmlValue> values) {
        AmlTerms terms = new AmlTerms(names, code, scope, depth, true);
        for (int i = 0; i < values.size(); i++) {
            terms.variables.put(ARGUMENT_0 + i, values.get(i));
        }
        return terms;
    }

    /// Reads the rest of a name's definition inside a method.
    void name() {
        String name = code.name();
        local.put(name, term());
    }

    /// Reads one term and answers its value.
    AmlValue term() {
        int op = code.peek();
        if (op >= 0x60 && op <= 0x6e) {
            return variables.getOrDefault(code.u8(), AmlValue.UNKNOWN);
        }
        if (code.isName()) {
            return named(code.name());
        }
        return switch (op) {
            case 0x00, 0x01, 0xff, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e -> constant();
            case 0x11 -> buffer();
            case 0x12, 0x13 -> elements();
            case 0x5b -> extended();
            default -> operation();
        };
    }

    private AmlValue constant() {
        return switch (code.u8()) {
            case 0x00 -> AmlValue.of(0);
            case 0x01 -> AmlValue.of(1);
            case 0x0a -> AmlValue.of(code.number(1));
            case 0x0b -> AmlValue.of(code.number(2));
            case 0x0c -> AmlValue.of(code.number(4));
            case 0x0e -> AmlValue.of(code.number(8));
            case 0x0d -> new AmlValue.Text(code.text());
            default -> AmlValue.of(-1L);
        };
    }

    private AmlValue buffer() {
        code.u8();
        int end = code.packageEnd();
        AmlValue size = term();
        byte[] content = code.upTo(end);
        code.jump(end);
        boolean sane = size instanceof AmlValue.Int n && n.bits() >= 0 && n.bits() <= code.size();
        return sane
                ? AmlValue.Bytes.of(content, (int) ((AmlValue.Int) size).bits())
                : AmlValue.UNKNOWN;
    }

    private AmlValue elements() {
        boolean fixed = code.u8() == 0x12;
        int end = code.packageEnd();
        if (fixed) {
            code.u8();
        } else {
            term();
        }
        List<AmlValue> list = new ArrayList<>();
        while (code.at() < end) {
            // A name in a package is a reference, never a call.
            if (code.isName()) {
                code.name();
                list.add(AmlValue.UNKNOWN);
            } else {
                list.add(term());
            }
        }
        code.jump(end);
        return new AmlValue.Elements(list);
    }

    private AmlValue named(String name) {
        @Nullable AmlValue own = local.get(name);
        if (own != null) {
            return own;
        }
        int count = names.arguments(scope, name);
        List<AmlValue> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(term());
        }
        AmlNamespace.@Nullable Method method = names.method(scope, name);
        if (method != null && calls) {
            return AmlMachine.call(names, method, values, depth + 1);
        }
        @Nullable AmlValue value = names.value(scope, name);
        return value == null ? AmlValue.UNKNOWN : value;
    }

    private AmlValue extended() {
        code.u8();
        return switch (code.u8()) {
            case 0x12 -> ignore(2);
            case 0x13 -> ignore(3, true);
            case 0x1f -> ignore(6);
            case 0x20, 0x25, 0x28, 0x29 -> ignore(2);
            case 0x21, 0x22, 0x24, 0x26, 0x27, 0x2a -> ignore(1);
            case 0x23 -> {
                ignore(1);
                code.number(2);
                yield AmlValue.of(0);
            }
            case 0x30 -> AmlValue.of(2);
            case 0x31, 0x33 -> AmlValue.UNKNOWN;
            default -> throw new AmlCode.Outside("an extended operation is not understood");
        };
    }

    private AmlValue operation() {
        int op = code.u8();
        return switch (op) {
            case 0x70, 0x9d -> store(term());
            case 0x75, 0x76 -> step(op == 0x75 ? 1 : -1);
            case 0x72, 0x74, 0x77, 0x79, 0x7a, 0x7b, 0x7c, 0x7d, 0x7e, 0x7f, 0x85 ->
                    store(AmlArithmetic.apply(op, term(), term()));
            case 0x80 -> store(AmlArithmetic.apply(0x7f, term(), AmlValue.of(-1L)));
            case 0x90, 0x91, 0x93, 0x94, 0x95 -> AmlArithmetic.compare(op, term(), term());
            case 0x92 -> AmlArithmetic.not(term());
            case 0x96, 0x97, 0x98, 0x99 -> store(AmlArithmetic.convert(op, term()));
            case 0x78 -> {
                AmlArithmetic.compare(0x93, term(), term());
                store(AmlValue.UNKNOWN);
                yield store(AmlValue.UNKNOWN);
            }
            case 0x73, 0x84, 0x88, 0x9c -> {
                ignore(2);
                yield store(AmlValue.UNKNOWN);
            }
            case 0x81, 0x82 -> {
                term();
                yield store(AmlValue.UNKNOWN);
            }
            case 0x9e -> {
                ignore(3);
                yield store(AmlValue.UNKNOWN);
            }
            case 0x71, 0x83, 0x87, 0x8e -> ignore(1);
            case 0x86 -> ignore(2);
            case 0x8a, 0x8b, 0x8c, 0x8d, 0x8f -> ignore(2, true);
            default -> throw new AmlCode.Outside("operation 0x%02x".formatted(op));
        };
    }

    private AmlValue ignore(int terms) {
        return ignore(terms, false);
    }

    private AmlValue ignore(int terms, boolean thenName) {
        for (int i = 0; i < terms; i++) {
            term();
        }
        if (thenName) {
            local.put(code.name(), AmlValue.UNKNOWN);
        }
        return AmlValue.UNKNOWN;
    }

    private AmlValue step(int by) {
        int op = code.peek();
        AmlValue sum = AmlArithmetic.apply(0x72, term(), AmlValue.of(by));
        if (op >= 0x60 && op <= 0x6e) {
            variables.put(op, sum);
        }
        return sum;
    }

    /// Reads a target and puts the value there; the value is the result too.
    private AmlValue store(AmlValue value) {
        int op = code.peek();
        if (op == 0) {
            code.u8();
        } else if (op >= 0x60 && op <= 0x6e) {
            variables.put(code.u8(), value);
        } else if (code.isName()) {
            local.put(code.name(), value);
        } else {
            term();
        }
        return value;
    }
}
