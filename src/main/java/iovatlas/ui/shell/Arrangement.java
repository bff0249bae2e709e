package iovatlas.ui.shell;

import iovatlas.ui.pane.PaneNeed;
import iovatlas.ui.preferences.PaneSizes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// How the panes are cut at one size of the window. Pure, so that the folding rules can be tested.
///
/// Below [#LOW] pixels of height the MSI path is one of the tabs; below [#NARROW] of width tree and
/// inspector are slim; below [#DRAWERS] they lie over the middle and come when they are called.
///
/// @param narrow whether tree and inspector are slim
/// @param drawers whether tree and inspector are drawers
/// @param tree width of the tree in pixels
/// @param inspector width of the inspector in pixels
/// @param treeShown whether the tree takes part
/// @param inspectorShown whether the inspector takes part
/// @param msiInTabs whether the MSI path is a tab
/// @param middle the places of the middle, from above
/// @param shares their shares of its height, together 1, as a person made them or as they are at
///     first
/// @param needs what they need; empty where a person has chosen the shares
record Arrangement(
        boolean narrow,
        boolean drawers,
        double tree,
        double inspector,
        boolean treeShown,
        boolean inspectorShown,
        boolean msiInTabs,
        List<Place> middle,
        List<Double> shares,
        List<PaneNeed> needs) {

    static final double LOW = 860;
    static final double NARROW = 1360;
    static final double DRAWERS = 1000;

    /// What a narrow window leaves of tree and inspector: 180 and 250 pixels of the default sizes.
    static final double SLIM_TREE = 180 / PaneSizes.DEFAULT.tree();

    static final double SLIM_INSPECTOR = 250 / PaneSizes.DEFAULT.inspector();

    Arrangement {
        middle = List.copyOf(middle);
        shares = List.copyOf(shares);
        needs = List.copyOf(needs);
    }

    /// @param width of the scene in pixels
    /// @param height of the scene in pixels
    static Arrangement of(double width, double height, PaneSizes sizes) {
        return of(width, sizes, height < LOW);
    }

    private static Arrangement of(double width, PaneSizes sizes, boolean low) {
        boolean narrow = width < NARROW;
        List<Place> middle =
                low
                        ? List.of(Place.TOPOLOGY, Place.IOVA, Place.BOTTOM)
                        : List.of(Place.TOPOLOGY, Place.IOVA, Place.MSI, Place.BOTTOM);
        return new Arrangement(
                narrow,
                width < DRAWERS,
                narrow ? SLIM_TREE * sizes.tree() : sizes.tree(),
                narrow ? SLIM_INSPECTOR * sizes.inspector() : sizes.inspector(),
                sizes.treeShown(),
                sizes.inspectorShown(),
                low,
                middle,
                shares(middle, sizes),
                List.of());
    }

    /// Panes as high as what they show needs, unless a person has dragged dividers. The MSI path also
    /// is one of the tabs where the machine could not be shown whole beside it.
    ///
    /// @param need of each place of the middle
    /// @param room the height of the middle in pixels, 0 when it is not known yet
    static Arrangement fitted(
            double width,
            double height,
            PaneSizes sizes,
            Function<Place, PaneNeed> need,
            double room) {
        Arrangement all = of(width, height, sizes);
        if (!sizes.hasDefaultHeights()) {
            return all;
        }
        boolean crowded =
                room > 0 && !all.msiInTabs && !PaneHeights.fits(all.middle, needs(all, need), room);
        Arrangement chosen = crowded ? of(width, sizes, true) : all;
        return chosen.withNeeds(needs(chosen, need));
    }

    private static List<PaneNeed> needs(Arrangement of, Function<Place, PaneNeed> need) {
        return of.middle.stream().map(need).toList();
    }

    private Arrangement withNeeds(List<PaneNeed> value) {
        return new Arrangement(
                narrow,
                drawers,
                tree,
                inspector,
                treeShown,
                inspectorShown,
                msiInTabs,
                middle,
                shares,
                value);
    }

    /// The shares of the places of the middle in a height.
    ///
    /// @param room in pixels
    List<Double> sharesIn(double room) {
        return needs.isEmpty() ? shares : PaneHeights.shares(middle, needs, shares, room);
    }

    /// The sizes that a person made by dragging dividers.
    PaneSizes dragged(PaneSizes before, PaneGrid.Dragged made) {
        PaneSizes sizes = heights(before, made.middle());
        if (made.tree() > 0) {
            sizes = sizes.withTree(made.tree() / (narrow ? SLIM_TREE : 1));
        }
        return made.inspector() > 0
                ? sizes.withInspector(made.inspector() / (narrow ? SLIM_INSPECTOR : 1))
                : sizes;
    }

    private PaneSizes heights(PaneSizes before, List<Double> dividers) {
        if (dividers.isEmpty()) {
            return before;
        }
        double[] weights = before.weights();
        double sum = middle.stream().mapToDouble(place -> weight(place, before)).sum();
        double from = 0;
        for (int i = 0; i < middle.size(); i++) {
            double to = i < dividers.size() ? dividers.get(i) : 1;
            weights[index(middle.get(i))] = (to - from) * sum - extra(middle.get(i), before);
            from = to;
        }
        return before.withWeights(weights);
    }

    private static List<Double> shares(List<Place> middle, PaneSizes sizes) {
        List<Double> weights = new ArrayList<>();
        double sum = 0;
        for (Place place : middle) {
            double weight = weight(place, sizes, middle);
            weights.add(weight);
            sum += weight;
        }
        double all = sum;
        return weights.stream().map(weight -> weight / all).toList();
    }

    private double weight(Place place, PaneSizes sizes) {
        return weight(place, sizes, middle);
    }

    private double extra(Place place, PaneSizes sizes) {
        return place == Place.BOTTOM ? extra(sizes, middle) : 0;
    }

    private static double weight(Place place, PaneSizes sizes, List<Place> middle) {
        double own = sizes.weights()[index(place)];
        return place == Place.BOTTOM ? own + extra(sizes, middle) : own;
    }

    /// Tabs that took in the MSI path need some of its height.
    private static double extra(PaneSizes sizes, List<Place> middle) {
        return middle.contains(Place.MSI) ? 0 : sizes.msi() / 2;
    }

    private static int index(Place place) {
        return switch (place) {
            case TOPOLOGY -> 0;
            case IOVA -> 1;
            case MSI -> 2;
            case BOTTOM -> 3;
            case TREE, INSPECTOR ->
                    throw new IllegalArgumentException(place + " is not in the middle");
        };
    }
}
