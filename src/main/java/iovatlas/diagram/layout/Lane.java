package iovatlas.diagram.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Places boxes below each other, each as near to a wished height as its neighbours allow.
public final class Lane {

    private Lane() {}

    /// A box to be placed.
    ///
    /// @param height of the box
    /// @param middle where its middle would best be
    public record Wish(double height, double middle) {}

    /// The upper sides of the boxes, in the order of the wishes; the boxes keep `gap` between them
    /// and stay below `top`. They stand in the order of their wished middles; equal wishes keep their
    /// order.
    public static List<Double> place(List<Wish> wishes, double top, double gap) {
        List<Integer> order =
                IntStream.range(0, wishes.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> wishes.get(i).middle()))
                        .toList();
        var clusters = new ArrayList<Cluster>();
        for (int index : order) {
            var cluster = Cluster.of(index, wishes.get(index), top);
            while (!clusters.isEmpty() && clusters.getLast().bottom() + gap > cluster.top) {
                cluster = clusters.removeLast().joined(cluster, top, gap);
            }
            clusters.add(cluster);
        }
        var tops = new Double[wishes.size()];
        for (Cluster cluster : clusters) {
            double y = Math.rint(cluster.top);
            for (int index : cluster.members) {
                tops[index] = y;
                y += wishes.get(index).height() + gap;
            }
        }
        return List.of(tops);
    }

    /// Boxes that touch: they stand where the sum of their squared moves is least.
    ///
    /// @param wished the mean of the tops that the members wish for the whole cluster
    private record Cluster(List<Integer> members, double top, double height, double wished) {

        static Cluster of(int index, Wish wish, double top) {
            double wished = wish.middle() - wish.height() / 2;
            return new Cluster(List.of(index), Math.max(top, wished), wish.height(), wished);
        }

        double bottom() {
            return top + height;
        }

        Cluster joined(Cluster below, double top, double gap) {
            var all = new ArrayList<>(members);
            all.addAll(below.members);
            double theirs = below.wished - height - gap;
            double mean = (wished * members.size() + theirs * below.members.size()) / all.size();
            return new Cluster(
                    List.copyOf(all), Math.max(top, mean), height + gap + below.height, mean);
        }
    }
}
