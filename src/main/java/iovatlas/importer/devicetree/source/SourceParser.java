package iovatlas.importer.devicetree.source;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One run over an expanded source.
///
/// Grammar: the dts source format of the device tree compiler, version 1.
final class SourceParser {

    private static final int DEEPEST = 64;
    private static final int MOST_NODES = 200_000;

    private final Scanner in;
    private final Expression expression;
    private final Macros macros;
    private final SourceNode root = new SourceNode("", null);
    private final Map<String, SourceNode> labels = new HashMap<>();
    private final Set<String> unknownNames = new TreeSet<>();
    private final Set<String> unknownLabels = new TreeSet<>();
    private int nodes;
    private int fragments;

    SourceParser(String text, Macros macros) {
        this.in = new Scanner(text);
        this.macros = macros;
        this.expression = new Expression(macros, unknownNames);
    }

    SourceNode root() {
        return root;
    }

    Map<String, SourceNode> labels() {
        return labels;
    }

    /// Names in cells that nothing defines.
    Set<String> unknownNames() {
        return unknownNames;
    }

    /// Labels that are extended but that no node has.
    Set<String> unknownLabels() {
        return unknownLabels;
    }

    /// How many nodes and properties stand outside of any root node.
    int fragments() {
        return fragments;
    }

    int position() {
        return in.position();
    }

    void run() {
        while (!in.atEnd()) {
            if (in.accept("/dts-v1/") || in.accept("/plugin/")) {
                in.expect(";");
            } else if (in.accept("/memreserve/")) {
                in.until(';');
            } else if (in.accept("/delete-node/")) {
                deleteNode(root);
            } else if (!in.accept("/omit-if-no-ref/") && !in.accept(";")) {
                top();
            }
        }
    }

    private void top() {
        if (in.peek() == '/') {
            in.expect("/");
            body(root, 0);
        } else if (in.peek() == '&') {
            SourceNode node = referred();
            body(node, 0);
        } else {
            fragments++;
            entry(root, 0);
        }
    }

    private SourceNode referred() {
        String label = reference();
        @Nullable SourceNode known = label.startsWith("/") ? byPath(label) : labels.get(label);
        if (known != null) {
            return known;
        }
        unknownLabels.add(label);
        SourceNode made = root.child(label.replace('/', '_'));
        labels.put(label, made);
        return made;
    }

    private @Nullable SourceNode byPath(String path) {
        @Nullable SourceNode node = root;
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty() && node != null) {
                node = node.children().get(name);
            }
        }
        return node;
    }

    /// `&label`, `&{/path}` or a label that a macro makes.
    private String reference() {
        in.expect("&");
        if (in.accept("{")) {
            return in.until('}');
        }
        return label(in.name());
    }

    private String label(String name) {
        return in.next() == '(' ? name + in.balanced() : name;
    }

    private void body(SourceNode node, int depth) {
        if (depth > DEEPEST || ++nodes > MOST_NODES) {
            throw in.refused("the tree is deeper or larger than a machine can be");
        }
        in.expect("{");
        while (!in.accept("}")) {
            if (in.atEnd()) {
                throw in.refused("\"}\" is missing");
            }
            entry(node, depth);
        }
        in.accept(";");
    }

    private void entry(SourceNode node, int depth) {
        if (in.accept("/delete-node/")) {
            deleteNode(node);
            return;
        }
        if (in.accept("/delete-property/")) {
            node.properties().remove(in.longName());
            in.expect(";");
            return;
        }
        if (in.accept("/omit-if-no-ref/") || in.accept(";")) {
            return;
        }
        List<String> own = labelsHere();
        String name = in.longName();
        if (name.isEmpty()) {
            throw in.refused("a node or a property is expected");
        }
        name = label(name);
        if (in.peek() == '{') {
            SourceNode child = node.child(name);
            own.forEach(label -> labels.put(label, child));
            body(child, depth + 1);
        } else if (in.accept("=")) {
            node.properties().put(name, values());
        } else if (in.accept(";")) {
            node.properties().put(name, List.of());
        } else if (name.endsWith(")")) {
            // A macro on a line of its own that nothing here defines.
            unknownNames.add(name);
        } else {
            throw in.refused("\"{\", \"=\" or \";\" is expected after \"" + name + "\"");
        }
    }

    private List<String> labelsHere() {
        List<String> found = new ArrayList<>();
        while (true) {
            int before = in.position();
            String name = in.name();
            if (!name.isEmpty()) {
                name = label(name);
            }
            if (name.isEmpty() || !in.accept(":")) {
                in.back(before);
                return found;
            }
            found.add(name);
        }
    }

    private void deleteNode(SourceNode from) {
        if (in.peek() == '&') {
            @Nullable SourceNode node = labels.get(reference());
            if (node != null) {
                node.remove();
            }
        } else {
            from.children().remove(in.longName());
        }
        in.expect(";");
    }

    private List<SourceNode.Value> values() {
        List<SourceNode.Value> values = new ArrayList<>();
        do {
            labelsHere();
            value(values);
            labelsHere();
        } while (in.accept(","));
        in.expect(";");
        return values;
    }

    private void value(List<SourceNode.Value> values) {
        switch (in.peek()) {
            case '"' -> values.add(SourceNode.Value.Bytes.text(in.string()));
            case '<' -> cells(32, values);
            case '[' -> values.add(new SourceNode.Value.Bytes(hex()));
            case '&' -> values.add(new SourceNode.Value.Path(reference()));
            case '/' -> directive(values);
            default -> named(values);
        }
    }

    private void directive(List<SourceNode.Value> values) {
        if (in.accept("/bits/")) {
            int bits = (int) expression.primary(in);
            if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
                throw in.refused(bits + " is no number of bits");
            }
            cells(bits, values);
        } else if (in.accept("/incbin/")) {
            in.balanced();
        } else {
            throw in.refused("a value is expected");
        }
    }

    /// A macro that stands for a whole value; one that nothing defines is an empty text.
    private void named(List<SourceNode.Value> values) {
        String name = in.name();
        if (name.isEmpty()) {
            throw in.refused("a value is expected");
        }
        String called = label(name);
        @Nullable String text = macros.value(name);
        if (text != null && text.startsWith("\"")) {
            values.add(SourceNode.Value.Bytes.text(new Scanner(text).string()));
        } else {
            unknownNames.add(called);
        }
    }

    private byte[] hex() {
        in.expect("[");
        String text = in.until(']').replaceAll("\\s", "");
        if (text.length() % 2 != 0 || !text.matches("[0-9A-Fa-f]*+")) {
            throw in.refused("bytes between [ and ] are hex, two digits each");
        }
        return java.util.HexFormat.of().parseHex(text);
    }

    private void cells(int bits, List<SourceNode.Value> values) {
        in.expect("<");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!in.accept(">")) {
            labelsHere();
            if (in.peek() == '&') {
                flush(bytes, values);
                values.add(new SourceNode.Value.Handle(reference()));
            } else {
                long cell = expression.primary(in);
                for (int shift = bits - 8; shift >= 0; shift -= 8) {
                    bytes.write((int) (cell >>> shift));
                }
            }
        }
        flush(bytes, values);
    }

    private static void flush(ByteArrayOutputStream bytes, List<SourceNode.Value> values) {
        if (bytes.size() > 0) {
            values.add(new SourceNode.Value.Bytes(bytes.toByteArray()));
            bytes.reset();
        }
    }
}
