package iovatlas.importer.acpi.aml;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The named objects of all tables, by their full path such as `\_SB_.PCI0`.
final class AmlNamespace {

    /// A control method.
    ///
    /// @param body the table that it is in, at its first statement
    /// @param end where its body ends
    record Method(String path, int arguments, AmlCode body, int end) {}

    private final Map<String, AmlValue> values = new HashMap<>();
    private final Map<String, Method> methods = new HashMap<>();
    private final Map<String, Integer> externals = new HashMap<>();
    private final List<String> devices = new ArrayList<>();

    void device(String path) {
        if (!devices.contains(path)) {
            devices.add(path);
        }
    }

    void value(String path, AmlValue value) {
        values.put(path, value);
    }

    void method(Method method) {
        methods.put(method.path(), method);
    }

    void external(String path, int arguments) {
        externals.putIfAbsent(path, arguments);
    }

    /// Devices in the order of their definition.
    List<String> devices() {
        return List.copyOf(devices);
    }

    boolean has(String path) {
        return values.containsKey(path) || methods.containsKey(path);
    }

    @Nullable Method method(String scope, String name) {
        return search(methods, scope, name);
    }

    @Nullable AmlValue value(String scope, String name) {
        return search(values, scope, name);
    }

    /// How many arguments follow a name in the code.
    int arguments(String scope, String name) {
        @Nullable Method method = method(scope, name);
        @Nullable Integer external = search(externals, scope, name);
        return method != null ? method.arguments() : external == null ? 0 : external;
    }

    /// A single name is searched for upwards from the scope; any other one is where it says.
    private static <T> @Nullable T search(Map<String, T> map, String scope, String name) {
        @Nullable T found = map.get(absolute(scope, name));
        boolean single = name.length() == 4;
        String above = scope;
        while (found == null && single && above.length() > 1) {
            above = parent(above);
            found = map.get(absolute(above, name));
        }
        return found;
    }

    /// The full path of a name as seen from a scope.
    static String absolute(String scope, String name) {
        if (name.startsWith("\\")) {
            return name;
        }
        String base = scope;
        String rest = name;
        while (rest.startsWith("^")) {
            base = parent(base);
            rest = rest.substring(1);
        }
        if (rest.isEmpty()) {
            return base;
        }
        return base.equals("\\") ? "\\" + rest : base + "." + rest;
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "\\" : path.substring(0, dot);
    }
}
