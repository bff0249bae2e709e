package iovatlas.scenario;

/// How an answer is to be taken at a glance. The order is that of gravity.
public enum Mark {
    /// The step is switched off: nothing was asked.
    OFF,
    /// What was asked for happened.
    FINE,
    /// It has not happened yet and may still: a message is pending.
    WAITING,
    /// An errno, or a message that does not arrive where it should.
    WRONG
}
