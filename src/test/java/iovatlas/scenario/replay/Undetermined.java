package iovatlas.scenario.replay;

import iovatlas.topology.Architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes out of a recorded answer what no snapshot determines: on x86 the address bits 19:2 and the
/// data bits 15:0 of a message (CPU, vector and remapping index are the kernel's free choice then).
final class Undetermined {

    private static final long ADDRESS_BITS = 0xffffc;
    private static final long DATA_BITS = 0xffff;

    private Undetermined() {}

    static Object without(Architecture architecture, Object value) {
        return architecture == Architecture.X86_64 ? masked(value) : value;
    }

    private static Object masked(Object value) {
        return switch (value) {
            case List<?> list -> {
                var items = new ArrayList<Object>();
                list.forEach(item -> items.add(masked(item)));
                yield items;
            }
            case Map<?, ?> map -> {
                var fields = new LinkedHashMap<String, Object>();
                map.forEach((key, item) -> fields.put((String) key, field((String) key, item)));
                yield fields;
            }
            default -> value;
        };
    }

    private static Object field(String key, Object value) {
        return switch (key) {
            case "address" -> hex(value, ADDRESS_BITS);
            case "data" -> hex(value, DATA_BITS);
            default -> masked(value);
        };
    }

    private static String hex(Object value, long bits) {
        long number = Long.parseUnsignedLong(((String) value).substring(2), 16);
        return ResultFields.hex(number & ~bits);
    }
}
