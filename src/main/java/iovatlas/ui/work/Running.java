package iovatlas.ui.work;

/// Work that was handed over: a handle to stop it.
public interface Running {

    /// What a person reads in the status bar, e.g. `Opening host.tar.gz`.
    String title();

    /// Asks the work to stop. Neither of its callbacks is called afterwards.
    void stop();

    /// True once it has ended, in whatever way.
    boolean isOver();
}
