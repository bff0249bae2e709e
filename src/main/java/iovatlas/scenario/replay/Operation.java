package iovatlas.scenario.replay;

import java.util.List;

/// One line of an op script.
///
/// @param seq name of the sequence; each sequence is a process of its own
/// @param n number of the line in the sequence's script
/// @param op which call
/// @param args its words
public record Operation(String seq, int n, String op, List<String> args) {

    public Operation {
        args = List.copyOf(args);
    }
}
