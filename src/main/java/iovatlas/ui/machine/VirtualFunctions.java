package iovatlas.ui.machine;

import java.util.ArrayList;
import java.util.List;

/// Folds long runs of siblings without children into one line.
final class VirtualFunctions {

    /// More siblings than this are folded.
    private static final int SHOWN = 4;

    private VirtualFunctions() {}

    /// The siblings; if there are many and none has children, one line that holds them.
    static List<MachineNode> collapsed(List<MachineNode> siblings) {
        boolean plain = siblings.stream().allMatch(s -> s.children().isEmpty());
        boolean alarmed = siblings.stream().anyMatch(MachineNode::alarmed);
        if (siblings.size() <= SHOWN || !plain || alarmed) {
            return siblings;
        }
        List<MachineNode> line = new ArrayList<>();
        MachineNode first = siblings.getFirst();
        line.add(
                new MachineNode(
                        "siblings of " + first.key(),
                        siblings.size()
                                + " functions from "
                                + first.text().strip().split(" ", 2)[0],
                        "",
                        false,
                        null,
                        siblings));
        return line;
    }
}
