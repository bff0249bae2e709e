package iovatlas.edit.machine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Lists whose items have names.
final class NamedList {
    private NamedList() {}

    /// The list with a value in the place of the one of that name, or at the end.
    ///
    /// @param before the name of the value that is replaced, null to add one
    /// @throws IllegalArgumentException when nothing has the name
    static <T> List<T> put(
            List<T> values, Function<T, String> name, @Nullable String before, T value) {
        List<T> changed = new ArrayList<>(values);
        if (before == null) {
            changed.add(value);
            return changed;
        }
        int index = values.stream().map(name).toList().indexOf(before);
        if (index < 0) {
            throw new IllegalArgumentException("There is nothing named \"" + before + "\".");
        }
        changed.set(index, value);
        return changed;
    }

    /// The list without the value of that name.
    static <T> List<T> without(List<T> values, Function<T, String> name, String gone) {
        return values.stream().filter(value -> !name.apply(value).equals(gone)).toList();
    }
}
