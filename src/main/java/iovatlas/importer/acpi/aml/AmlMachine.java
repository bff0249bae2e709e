package iovatlas.importer.acpi.aml;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Runs control methods. A decision that rests on something that the tables do not tell, and an
/// operation that is not understood, ends with [AmlCode.Outside].
final class AmlMachine {

    private static final int DEEPEST_CALL = 8;
    private static final int MOST_ROUNDS = 1000;

    private final AmlCode code;
    private final AmlTerms terms;
    private @Nullable AmlValue returned;
    private boolean left;

    private AmlMachine(AmlCode code, AmlTerms terms) {
        this.code = code;
        this.terms = terms;
    }

    /// Calls a method.
    ///
    /// @return what it returns, [AmlValue#UNKNOWN] when it returns nothing
    /// @throws AmlCode.Outside when it does something that is not understood
    static AmlValue call(AmlNamespace names, AmlNamespace.Method method, List<AmlValue> values) {
        return call(names, method, values, 0);
    }

    static AmlValue call(
            AmlNamespace names, AmlNamespace.Method method, List<AmlValue> values, int depth) {
        if (depth > DEEPEST_CALL) {
            throw new AmlCode.Outside("calls go too deep");
        }
        AmlCode code = method.body().copy();
        AmlTerms terms = AmlTerms.inside(names, code, method.path(), depth, values);
        AmlMachine machine = new AmlMachine(code, terms);
        machine.run(method.end());
        return machine.returned == null ? AmlValue.UNKNOWN : machine.returned;
    }

    private void run(int end) {
        while (code.at() < end && returned == null && !left) {
            statement();
        }
        code.jump(end);
    }

    private void statement() {
        switch (code.peek()) {
            case 0xa0 -> branch();
            case 0xa2 -> loop();
            case 0xa4 -> {
                code.u8();
                returned = terms.term();
            }
            case 0xa5 -> {
                code.u8();
                left = true;
            }
            case 0xa3, 0xcc -> code.u8();
            case 0x08 -> {
                code.u8();
                terms.name();
            }
            case 0x9f -> throw new AmlCode.Outside("Continue is not understood");
            default -> terms.term();
        }
    }

    private void branch() {
        code.u8();
        int end = code.packageEnd();
        boolean taken = decide(terms.term());
        if (taken) {
            run(end);
        }
        code.jump(end);
        if (code.peek() == 0xa1 && returned == null) {
            code.u8();
            int otherEnd = code.packageEnd();
            if (!taken) {
                run(otherEnd);
            }
            code.jump(otherEnd);
        }
    }

    private void loop() {
        code.u8();
        int end = code.packageEnd();
        int start = code.at();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            code.jump(start);
            if (!decide(terms.term())) {
                code.jump(end);
                return;
            }
            run(end);
            if (left || returned != null) {
                left = false;
                return;
            }
        }
        throw new AmlCode.Outside("a loop does not end");
    }

    private static boolean decide(AmlValue value) {
        if (value instanceof AmlValue.Int number) {
            return number.bits() != 0;
        }
        throw new AmlCode.Outside("a decision rests on what the table does not tell");
    }
}
