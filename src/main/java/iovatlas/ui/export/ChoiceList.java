package iovatlas.ui.export;

import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A drop-down list of a few values with names for people.
final class ChoiceList<T> {
    private static final double WIDTH = 206;

    private final ComboBox<T> box = new ComboBox<>();

    ChoiceList(String id, List<T> values) {
        box.setId(id);
        box.getItems().setAll(values);
        box.setVisibleRowCount(values.size());
        box.setPrefWidth(WIDTH);
    }

    /// @param chosen gets what a person chooses
    void bind(Function<T, String> title, T first, Consumer<T> chosen) {
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(T value) {
                        return value == null ? "" : title.apply(value);
                    }

                    @Override
                    public T fromString(String text) {
                        throw new UnsupportedOperationException("the list is not typed into");
                    }
                });
        box.setValue(first);
        box.valueProperty().subscribe((_, value) -> chosen.accept(value));
    }

    ComboBox<T> node() {
        return box;
    }
}
