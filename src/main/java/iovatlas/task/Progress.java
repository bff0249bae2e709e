package iovatlas.task;

/// What long work tells about itself and asks whether to go on.
public interface Progress {

    /// Nobody watches and nobody cancels.
    Progress NONE =
            new Progress() {
                @Override
                public void report(String doing, long done, long total) {}

                @Override
                public boolean cancelled() {
                    return false;
                }
            };

    /// @param doing one phrase, e.g. "reading configuration space"
    /// @param done units finished
    /// @param total units in all, 0 when not known
    void report(String doing, long done, long total);

    /// True once somebody wants the work to stop.
    boolean cancelled();

    /// @throws Cancelled when somebody wants the work to stop
    default void check() {
        if (cancelled()) {
            throw new Cancelled();
        }
    }
}
