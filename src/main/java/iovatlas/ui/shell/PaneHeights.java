package iovatlas.ui.shell;

import iovatlas.ui.pane.PaneNeed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Divides the height of the middle by what the panes show. Each first gets what it must have; then
/// the topology is shown whole, as its shape says most, then the others; what is left goes where it
/// is of use.
final class PaneHeights {
    private static final double HEADER = 29;
    private static final double LEAST_TOPOLOGY = 150;
    private static final double LEAST_IOVA = 240;
    private static final double LEAST_OTHER = 76;

    private final List<Place> places;
    private final List<PaneNeed> needs;
    private final double[] heights;
    private double left;

    private PaneHeights(List<Place> places, List<PaneNeed> needs, double room) {
        this.places = places;
        this.needs = needs;
        this.heights = new double[places.size()];
        this.left = room;
    }

    /// The shares of the places, together 1.
    ///
    /// @param weights what counts where the room is too small for any wish, and for what is left
    /// @param room the height of all, in pixels
    static List<Double> shares(
            List<Place> places, List<PaneNeed> needs, List<Double> weights, double room) {
        var heights = new PaneHeights(places, needs, room);
        return heights.startWithLeast() ? heights.fill(weights) : weights;
    }

    /// Whether the topology can be shown whole when all the places have a pane of their own.
    static boolean fits(List<Place> places, List<PaneNeed> needs, double room) {
        double sum = 0;
        for (int i = 0; i < places.size(); i++) {
            PaneNeed need = needs.get(i);
            sum +=
                    switch (places.get(i)) {
                        case TOPOLOGY -> HEADER + need.must();
                        case IOVA -> LEAST_IOVA;
                        case MSI -> HEADER + need.least();
                        case BOTTOM, TREE, INSPECTOR -> HEADER + LEAST_OTHER;
                    };
        }
        return sum <= room;
    }

    private boolean startWithLeast() {
        for (int i = 0; i < heights.length; i++) {
            heights[i] = least(places.get(i));
            left -= heights[i];
        }
        return left > 0;
    }

    private double least(Place place) {
        return switch (place) {
            case TOPOLOGY -> LEAST_TOPOLOGY;
            case IOVA -> LEAST_IOVA;
            case MSI, BOTTOM, TREE, INSPECTOR -> HEADER + LEAST_OTHER;
        };
    }

    private List<Double> fill(List<Double> weights) {
        for (Place first : List.of(Place.BOTTOM, Place.MSI, Place.TOPOLOGY, Place.IOVA)) {
            int i = places.indexOf(first);
            if (i >= 0) {
                give(i, Math.min(left, HEADER + needs.get(i).least() - heights[i]));
            }
        }
        double[] wanted = new double[heights.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = Math.max(0, HEADER + needs.get(i).wish() - heights[i]);
        }
        double all = Arrays.stream(wanted).sum();
        double granted = Math.min(left, all);
        for (int i = 0; i < wanted.length && all > 0; i++) {
            give(i, granted * wanted[i] / all);
        }
        double over = left;
        for (int i = 0; i < heights.length; i++) {
            give(i, over * weights.get(i));
        }
        double sum = Arrays.stream(heights).sum();
        var shares = new ArrayList<Double>();
        for (double height : heights) {
            shares.add(height / sum);
        }
        return shares;
    }

    private void give(int place, double more) {
        double given = Math.max(0, more);
        heights[place] += given;
        left -= given;
    }
}
