package iovatlas.ui.preferences;

import java.util.Arrays;

/// How the window is cut into panes.
///
/// @param tree width of the machine tree in pixels
/// @param inspector width of the inspector in pixels
/// @param topology weight of the topology in the height of the middle; only ratios count
/// @param iova weight of the maps
/// @param msi weight of the MSI path
/// @param bottom weight of the tabs below
/// @param treeShown whether the tree is shown
/// @param inspectorShown whether the inspector is shown
public record PaneSizes(
        double tree,
        double inspector,
        double topology,
        double iova,
        double msi,
        double bottom,
        boolean treeShown,
        boolean inspectorShown) {

    public static final PaneSizes DEFAULT =
            new PaneSizes(216, 292, 0.325, 0.295, 0.22, 0.16, true, true);

    /// Every size stays usable, whatever a file says.
    public PaneSizes {
        tree = within(tree, 120, 900);
        inspector = within(inspector, 160, 900);
        topology = within(topology, 0.02, 1);
        iova = within(iova, 0.02, 1);
        msi = within(msi, 0.02, 1);
        bottom = within(bottom, 0.02, 1);
    }

    public PaneSizes withTree(double value) {
        return new PaneSizes(
                value, inspector, topology, iova, msi, bottom, treeShown, inspectorShown);
    }

    public PaneSizes withInspector(double value) {
        return new PaneSizes(tree, value, topology, iova, msi, bottom, treeShown, inspectorShown);
    }

    public PaneSizes withTreeShown(boolean value) {
        return new PaneSizes(tree, inspector, topology, iova, msi, bottom, value, inspectorShown);
    }

    public PaneSizes withInspectorShown(boolean value) {
        return new PaneSizes(tree, inspector, topology, iova, msi, bottom, treeShown, value);
    }

    /// The weights of the middle, from above: topology, maps, MSI path, tabs.
    public PaneSizes withWeights(double[] weights) {
        return new PaneSizes(
                tree,
                inspector,
                weights[0],
                weights[1],
                weights[2],
                weights[3],
                treeShown,
                inspectorShown);
    }

    /// Whether nobody has chosen how the height of the middle is divided.
    public boolean hasDefaultHeights() {
        return Arrays.equals(weights(), DEFAULT.weights());
    }

    /// The weights of the middle, from above.
    public double[] weights() {
        return new double[] {topology, iova, msi, bottom};
    }

    private static double within(double value, double least, double most) {
        return Double.isFinite(value) ? Math.clamp(value, least, most) : least;
    }
}
