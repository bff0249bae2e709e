package iovatlas.importer.acpi.aml;

/// Goes through the definitions of a table and enters them into a namespace. Code that runs while a
/// table is loaded is passed over; a definition that is not understood ends its scope.
final class AmlLoader {

    private static final int HEADER = 36;
    private static final int DEEPEST = 40;

    private final AmlNamespace names;
    private final AmlCode code;
    private int ended;

    AmlLoader(AmlNamespace names, byte[] table) {
        this.names = names;
        this.code = new AmlCode(table, HEADER);
    }

    /// Loads the table.
    ///
    /// @return how many scopes ended early because something in them was not understood
    int load() {
        list("\\", code.size(), 0);
        return ended;
    }

    private void list(String scope, int end, int depth) {
        try {
            if (depth > DEEPEST) {
                throw new AmlCode.Outside("nested too deep");
            }
            while (code.at() < end) {
                object(scope, depth);
            }
        } catch (AmlCode.Outside outside) {
            ended++;
        }
        code.jump(end);
    }

    private void object(String scope, int depth) {
        switch (code.peek()) {
            case 0x06 -> {
                code.u8();
                code.name();
                code.name();
            }
            case 0x08 -> {
                code.u8();
                String path = AmlNamespace.absolute(scope, code.name());
                names.value(path, AmlTerms.outside(names, code, scope).term());
            }
            case 0x10 -> {
                code.u8();
                int end = code.packageEnd();
                list(AmlNamespace.absolute(scope, code.name()), end, depth + 1);
            }
            case 0x14 -> method(scope);
            case 0x15 -> {
                code.u8();
                String path = AmlNamespace.absolute(scope, code.name());
                code.u8();
                names.external(path, code.u8() & 7);
            }
            case 0xa0, 0xa1, 0xa2 -> {
                code.u8();
                code.jump(code.packageEnd());
            }
            case 0x5b -> extended(scope, depth);
            default -> AmlTerms.outside(names, code, scope).term();
        }
    }

    private void method(String scope) {
        code.u8();
        int end = code.packageEnd();
        String path = AmlNamespace.absolute(scope, code.name());
        int arguments = code.u8() & 7;
        names.method(new AmlNamespace.Method(path, arguments, code.copy(), end));
        code.jump(end);
    }

    private void extended(String scope, int depth) {
        switch (code.peekNext()) {
            case 0x01 -> {
                code.number(2);
                code.name();
                code.u8();
            }
            case 0x02 -> {
                code.number(2);
                code.name();
            }
            case 0x80 -> region(scope, 1, 2);
            case 0x88 -> region(scope, 0, 3);
            case 0x81, 0x86, 0x87 -> {
                code.number(2);
                code.jump(code.packageEnd());
            }
            case 0x82 -> {
                code.number(2);
                int end = code.packageEnd();
                String path = AmlNamespace.absolute(scope, code.name());
                names.device(path);
                list(path, end, depth + 1);
            }
            case 0x85 -> {
                code.number(2);
                int end = code.packageEnd();
                list(AmlNamespace.absolute(scope, code.name()), end, depth + 1);
            }
            case 0x83, 0x84 -> {
                code.number(2);
                code.jump(code.packageEnd());
            }
            default -> AmlTerms.outside(names, code, scope).term();
        }
    }

    private void region(String scope, int kind, int terms) {
        code.number(2);
        code.name();
        code.number(kind);
        AmlTerms read = AmlTerms.outside(names, code, scope);
        for (int i = 0; i < terms; i++) {
            read.term();
        }
    }
}
