package iovatlas.document;

import iovatlas.document.part.ListSection;
import iovatlas.document.yaml.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Changes the items of a list in its text: an item whose value stays keeps its lines, a changed one
/// its comments.
final class ListPatch {
    private final SourceLines source;
    private final List<Item> items;
    private final int first;
    private final int end;
    private final int indent;

    /// An item of the text.
    ///
    /// @param spelling as the program would write it
    /// @param lead 0-based line where its comments begin
    /// @param start 0-based line of its dash
    /// @param end 0-based line after it
    private record Item(Node node, String spelling, int lead, int start, int end) {}

    private ListPatch(SourceLines source, List<Item> items, int first, int end, int indent) {
        this.source = source;
        this.items = items;
        this.first = first;
        this.end = end;
        this.indent = indent;
    }

    /// Finds the items of a list; null when they do not each have lines of their own.
    ///
    /// @param first 0-based line of the list's key
    /// @param end 0-based line after the list
    static @Nullable ListPatch of(
            SourceLines source, Node.Sequence list, ListSection<?> section, int first, int end) {
        List<Integer> dashes = dashes(source, list, first);
        if (dashes.isEmpty()) {
            return null;
        }
        int indent = source.indent(dashes.getFirst());
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < dashes.size(); i++) {
            Node node = list.items().get(i);
            int start = dashes.get(i);
            int lead = source.lead(start, i == 0 ? first + 1 : dashes.get(i - 1) + 1, indent);
            int next = i + 1 < dashes.size() ? dashes.get(i + 1) : end;
            int last = source.lead(next, start + 1, indent);
            items.add(new Item(node, section.respelled(node), lead, start, last));
        }
        return new ListPatch(source, items, first, end, indent);
    }

    /// The lines of the dashes, none when two items share a line or the dashes do not align.
    private static List<Integer> dashes(SourceLines source, Node.Sequence list, int first) {
        List<Integer> dashes = new ArrayList<>();
        for (Node node : list.items()) {
            int least = dashes.isEmpty() ? first : dashes.getLast();
            int dash = dash(source, node.at().line() - 1, least);
            boolean aligned =
                    dashes.isEmpty()
                            || source.indent(Math.max(dash, 0)) == source.indent(dashes.getFirst());
            if (dash < 0 || !aligned) {
                return List.of();
            }
            dashes.add(dash);
        }
        return dashes;
    }

    /// The line of the dash of an item that begins on `line`, or -1.
    private static int dash(SourceLines source, int line, int least) {
        for (int i = line; i > least; i--) {
            String text = source.lines().get(i).strip();
            if (text.startsWith("- ") || text.equals("-")) {
                return i;
            }
            if (i < line && !text.isEmpty() && !text.startsWith("#")) {
                return -1;
            }
        }
        return -1;
    }

    /// The list with these items instead.
    ///
    /// @param wanted as the program would write them, in their order
    String apply(List<String> wanted) {
        int[] kept = match(wanted);
        StringBuilder out = new StringBuilder(source.text(first, items.getFirst().lead()));
        for (int i = 0; i < wanted.size(); i++) {
            closeLine(out);
            out.append(
                    kept[i] < 0
                            ? written(wanted.get(i), "")
                            : kept(items.get(kept[i]), wanted.get(i)));
        }
        closeLine(out);
        return out.append(source.text(items.getLast().end(), end)).toString();
    }

    private String kept(Item item, String wanted) {
        return item.spelling().equals(wanted)
                ? source.text(item.lead(), item.end())
                : source.text(item.lead(), item.start())
                        + written(wanted, source.commentBehind(item.node()));
    }

    private void closeLine(StringBuilder out) {
        if (!out.isEmpty()
                && out.charAt(out.length() - 1) != '\n'
                && out.charAt(out.length() - 1) != '\r') {
            out.append(source.lineEnd());
        }
    }

    private String written(String item, String comment) {
        String text = DocumentWriter.item(" ".repeat(indent), item);
        String line = text.substring(0, text.length() - 1);
        return (line + (line.contains("\n") ? "" : comment) + "\n").replace("\n", source.lineEnd());
    }

    /// For each wanted item the number of the item of the text that it is, or was; -1 for none.
    private int[] match(List<String> wanted) {
        Map<String, Deque<Integer>> same = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            same.computeIfAbsent(items.get(i).spelling(), _ -> new ArrayDeque<>()).add(i);
        }
        int[] matched = new int[wanted.size()];
        BitSet used = new BitSet();
        for (int i = 0; i < matched.length; i++) {
            Deque<Integer> found = same.getOrDefault(wanted.get(i), new ArrayDeque<>());
            matched[i] = found.isEmpty() ? -1 : found.poll();
            mark(used, matched[i]);
        }
        Map<String, Integer> named = new HashMap<>();
        for (int i = used.nextClearBit(0); i < items.size(); i = used.nextClearBit(i + 1)) {
            named.putIfAbsent(identity(items.get(i).spelling()), i);
        }
        for (int i = 0; i < matched.length; i++) {
            if (matched[i] < 0) {
                int place = i == 0 ? 0 : matched[i - 1] + 1;
                matched[i] = changed(named.get(identity(wanted.get(i))), place, used);
                mark(used, matched[i]);
            }
        }
        return matched;
    }

    private static void mark(BitSet used, int index) {
        if (index >= 0) {
            used.set(index);
        }
    }

    /// The item that was changed into a wanted one, or -1: the one of the same name, else the one
    /// that stood at that place.
    private int changed(@Nullable Integer named, int place, BitSet used) {
        if (named != null && !used.get(named)) {
            return named;
        }
        return place < items.size() && !used.get(place) ? place : -1;
    }

    /// What tells an item from its neighbours: its first key with value.
    private static String identity(String spelling) {
        int comma = spelling.indexOf(", ");
        return comma < 0 ? spelling : spelling.substring(0, comma);
    }
}
