package iovatlas.document.part;

import iovatlas.atlas.Atlas;
import iovatlas.document.form.Spelling;
import iovatlas.document.yaml.FlowText;
import iovatlas.document.yaml.Node;

import java.util.List;
import java.util.function.Function;

/// A list of the document: its key, how an item is spelled, and what an atlas has for it.
///
/// @param key of the list
/// @param spelling of one item
/// @param values the items of an atlas, in the order of writing
/// @param folded whether long items are paragraphs that take several lines
/// @param <T> the kind of item
public record ListSection<T>(
        String key, Spelling<T> spelling, Function<Atlas, List<T>> values, boolean folded) {
    /// A list whose items take one line each.
    static <T> ListSection<T> of(
            String key, Spelling<T> spelling, Function<Atlas, List<T>> values) {
        return new ListSection<>(key, spelling, values, false);
    }

    /// The items of an atlas as they are written, without dash and indentation.
    public List<String> lines(Atlas atlas) {
        return values.apply(atlas).stream().map(this::line).toList();
    }

    /// An item of a text as it would be written.
    public String respelled(Node item) {
        return line(spelling.read(item));
    }

    private String line(T value) {
        return FlowText.afterDash(spelling.write(value), folded);
    }
}
