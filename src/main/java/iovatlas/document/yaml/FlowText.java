package iovatlas.document.yaml;

import java.util.stream.Collectors;

/// A node on one line, or a long paragraph on several.
public final class FlowText {
    private FlowText() {}

    /// The node in flow style, as in `{at: "0000:01:00.0", kind: endpoint}`.
    public static String of(Node node) {
        return switch (node) {
            case Node.Scalar scalar ->
                    scalar.plain() ? scalar.text() : ScalarText.inFlow(scalar.text());
            case Node.Sequence sequence ->
                    sequence.items().stream()
                            .map(FlowText::of)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Node.Mapping mapping ->
                    mapping.entries().stream()
                            .map(entry -> entry.key() + ": " + of(entry.value()))
                            .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    /// The node as what follows `key: ` on a line; a text may be plainer there.
    public static String afterKey(Node node) {
        return node instanceof Node.Scalar scalar && !scalar.plain()
                ? ScalarText.inBlock(scalar.text())
                : of(node);
    }

    /// The node as what follows `- `.
    ///
    /// @param folded whether a long text may take several lines; those after the first are not
    ///     indented here
    public static String afterDash(Node node, boolean folded) {
        return folded
                        && node instanceof Node.Scalar scalar
                        && !scalar.plain()
                        && Paragraph.fits(scalar.text())
                ? Paragraph.folded(scalar.text())
                : afterKey(node);
    }
}
