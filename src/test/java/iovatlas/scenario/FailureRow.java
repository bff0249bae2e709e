package iovatlas.scenario;

import java.util.function.Supplier;

/// A row of the table of failures, and how it is produced.
///
/// @param number of the row
/// @param cause in a few words
/// @param where the hop, or `errno NAME`
/// @param why part of the reason
/// @param seen part of the log line or place
/// @param made produces it
record FailureRow(
        int number, String cause, String where, String why, String seen, Supplier<Failures> made) {

    static FailureRow of(
            int number,
            String cause,
            String where,
            String why,
            String seen,
            Supplier<Failures> made) {
        return new FailureRow(number, cause, where, why, seen, made);
    }

    @Override
    public String toString() {
        return number + " " + cause;
    }
}
