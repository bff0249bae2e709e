package iovatlas.cli;

import java.io.PrintStream;
import java.util.List;

/// How the result of a check is printed.
interface Report {

    void print(PrintStream out, List<CheckedInput> inputs);
}
