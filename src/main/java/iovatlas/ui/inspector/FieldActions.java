package iovatlas.ui.inspector;

import java.util.Optional;
import java.util.function.Consumer;

/// What the control of a property asks of the inspector.
interface FieldActions {
    /// Changes the property.
    ///
    /// @param told gets what is wrong with the text; empty when it was done or is as before
    void change(Field field, String text, Consumer<Optional<String>> told);

    /// Looks at a text while it is typed and tells what there is to say.
    void judge(Field field, String text, Consumer<Judgement> use);

    /// Tells all that is known of a property that somebody came to.
    void tell(Field field);
}
