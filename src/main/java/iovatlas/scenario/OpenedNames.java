package iovatlas.scenario;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The numbers that the kernel gave to what the document calls by name. A name is absent until a step
/// opened or allocated what it stands for, and again once a step destroyed it.
///
/// @param containers container number by the name of its space
/// @param contexts context number by the name of the context
/// @param ioases object id by the name of the IOAS
/// @param tables object id by the name of the page table
record OpenedNames(
        Map<String, Integer> containers,
        Map<String, Integer> contexts,
        Map<String, Integer> ioases,
        Map<String, Integer> tables) {

    /// Nothing was opened.
    static final OpenedNames NONE = new OpenedNames(Map.of(), Map.of(), Map.of(), Map.of());

    OpenedNames {
        containers = Map.copyOf(containers);
        contexts = Map.copyOf(contexts);
        ioases = Map.copyOf(ioases);
        tables = Map.copyOf(tables);
    }

    /// The space that a container was opened for.
    Optional<String> ofContainer(int number) {
        return containers.entrySet().stream()
                .filter(e -> e.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    OpenedNames withContainer(String space, int number) {
        return new OpenedNames(with(containers, space, number), contexts, ioases, tables);
    }

    OpenedNames withContext(String name, int number) {
        return new OpenedNames(containers, with(contexts, name, number), ioases, tables);
    }

    OpenedNames withIoas(String space, int id) {
        return new OpenedNames(containers, contexts, with(ioases, space, id), tables);
    }

    OpenedNames withTable(String name, int id) {
        return new OpenedNames(containers, contexts, ioases, with(tables, name, id));
    }

    OpenedNames withoutIoas(String space) {
        return new OpenedNames(containers, contexts, without(ioases, space), tables);
    }

    OpenedNames withoutTable(String name) {
        return new OpenedNames(containers, contexts, ioases, without(tables, name));
    }

    private static Map<String, Integer> without(Map<String, Integer> old, String name) {
        var fewer = new HashMap<>(old);
        fewer.remove(name);
        return fewer;
    }

    private static Map<String, Integer> with(Map<String, Integer> old, String name, int number) {
        var more = new HashMap<>(old);
        more.put(name, number);
        return more;
    }
}
