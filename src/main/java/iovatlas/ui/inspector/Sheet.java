package iovatlas.ui.inspector;

import java.util.List;

/// Everything that is known about the selected thing.
///
/// @param title its name
/// @param properties what the document says of it
/// @param computed what follows from that
/// @param verdict the answer that asks for a reason, e.g. `step 3  MAP_DMA → EINVAL`; empty for none
/// @param heading what stands over the reasons, usually `Why?`
/// @param why the chain of reasons
/// @param wordsFirst whether the reasons stand above the properties: somebody wrote them to be read
/// @param changes what would make it work, the smallest first
public record Sheet(
        String title,
        List<Field> properties,
        List<Field> computed,
        String verdict,
        String heading,
        List<WhyLine> why,
        boolean wordsFirst,
        List<Change> changes) {

    public Sheet {
        properties = List.copyOf(properties);
        computed = List.copyOf(computed);
        why = List.copyOf(why);
        changes = List.copyOf(changes);
    }

    /// The sheet as text, for the clipboard.
    public String text() {
        StringBuilder text = new StringBuilder(title).append('\n');
        properties.forEach(field -> line(text, field));
        computed.forEach(field -> line(text, field));
        for (WhyLine line : why) {
            text.append(line.text());
            text.append(line.source().isEmpty() ? "\n" : " (" + line.source() + ")\n");
        }
        changes.forEach(change -> text.append("* ").append(change.text()).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, Field field) {
        text.append("%-16s %s%n".formatted(field.label(), field.value()));
    }
}
