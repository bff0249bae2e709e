package iovatlas.diagram.layout;

import java.util.List;

/// Where the things of a tree and the frames around them are.
///
/// @param items areas of the things, each before those below it, in order
/// @param depths how deep each of them lies, 0 for a root
/// @param parents index of the thing above each, -1 for a root
/// @param frames in order of their upper side
/// @param width of everything
/// @param height of everything
public record TreePlan(
        List<Area> items,
        List<Integer> depths,
        List<Integer> parents,
        List<Frame> frames,
        double width,
        double height) {

    public TreePlan {
        items = List.copyOf(items);
        depths = List.copyOf(depths);
        parents = List.copyOf(parents);
        frames = List.copyOf(frames);
    }

    /// A frame around things that lie together. A frame number can have several frames when its
    /// things do not lie together.
    ///
    /// @param number as in [TreeItem#frame]
    /// @param area with the room for its label
    /// @param closed whether nothing hangs below what it holds, so that it may grow to the right
    public record Frame(int number, Area area, boolean closed) {}
}
