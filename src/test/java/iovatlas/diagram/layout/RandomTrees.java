package iovatlas.diagram.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Trees with frames, made from a seed.
final class RandomTrees {
    private final Random random;
    private int left;

    private RandomTrees(Random random, int count) {
        this.random = random;
        this.left = count;
    }

    static List<TreeItem> of(long seed, int count) {
        var trees = new RandomTrees(new Random(seed), count);
        var roots = new ArrayList<TreeItem>();
        while (trees.left > 0) {
            roots.add(trees.item(0, TreeItem.NO_FRAME));
        }
        return roots;
    }

    private TreeItem item(int depth, int inherited) {
        left--;
        int frame =
                random.nextInt(3) > 0 && inherited != TreeItem.NO_FRAME
                        ? inherited
                        : random.nextInt(4) == 0 ? TreeItem.NO_FRAME : random.nextInt(1000);
        var children = new ArrayList<TreeItem>();
        int count = depth > 5 ? 0 : random.nextInt(5);
        int shared = random.nextBoolean() ? frame : random.nextInt(1000);
        for (int i = 0; i < count && left > 0; i++) {
            children.add(item(depth + 1, shared));
        }
        return new TreeItem(60 + random.nextInt(100), 20 + random.nextInt(30), frame, children);
    }
}
