package iovatlas.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Times of works that take turns.
final class Medians {

    private final List<List<Long>> times = new ArrayList<>();

    Medians(int works) {
        for (int i = 0; i < works; i++) {
            times.add(new ArrayList<>());
        }
    }

    /// Does a work once and remembers how long it took.
    void time(int which, Runnable work) {
        long start = System.nanoTime();
        work.run();
        times.get(which).add(System.nanoTime() - start);
    }

    /// The median of a work's times in nanoseconds. The first third of them warmed the machine up and
    /// does not count.
    double median(int which) {
        List<Long> all = times.get(which);
        var sorted = new ArrayList<>(all.subList(all.size() / 3, all.size()));
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /// Bytes of heap in use after collecting what is not.
    static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            runtime.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
