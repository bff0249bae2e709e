package iovatlas.topology;

import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.stream.Stream;

/// The functions of a machine, unmodifiable, in the document's order, found by address and by name
/// without walking over them. Machines that differ in other parts share one list.
final class FunctionList extends AbstractList<PciFunction> implements RandomAccess {

    private final List<PciFunction> functions;
    // Made when somebody looks; every maker makes the same.
    private volatile @Nullable Map<PciAddress, PciFunction> byAddress;
    private volatile @Nullable Map<String, PciFunction> byName;

    private FunctionList(List<PciFunction> functions) {
        this.functions = functions;
    }

    /// The same functions; the list itself when it is one already.
    static FunctionList of(List<PciFunction> functions) {
        return functions instanceof FunctionList list
                ? list
                : new FunctionList(List.copyOf(functions));
    }

    /// The first function at an address, null for none.
    @Nullable PciFunction at(PciAddress address) {
        Map<PciAddress, PciFunction> map = byAddress;
        if (map == null) {
            map = HashMap.newHashMap(functions.size());
            for (PciFunction function : functions) {
                map.putIfAbsent(function.at(), function);
            }
            byAddress = map;
        }
        return map.get(address);
    }

    /// The first function of a name, null for none.
    @Nullable PciFunction named(String name) {
        Map<String, PciFunction> map = byName;
        if (map == null) {
            map = HashMap.newHashMap(functions.size());
            for (PciFunction function : functions) {
                map.putIfAbsent(function.name(), function);
            }
            byName = map;
        }
        return map.get(name);
    }

    @Override
    public PciFunction get(int index) {
        return functions.get(index);
    }

    @Override
    public int size() {
        return functions.size();
    }

    @Override
    public Iterator<PciFunction> iterator() {
        return functions.iterator();
    }

    @Override
    public Spliterator<PciFunction> spliterator() {
        return functions.spliterator();
    }

    @Override
    public Stream<PciFunction> stream() {
        return functions.stream();
    }

    @Override
    public Object[] toArray() {
        return functions.toArray();
    }

    @Override
    public List<PciFunction> subList(int from, int to) {
        return functions.subList(from, to);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || functions.equals(other instanceof FunctionList list ? list.functions : other);
    }

    @Override
    public int hashCode() {
        return functions.hashCode();
    }
}
