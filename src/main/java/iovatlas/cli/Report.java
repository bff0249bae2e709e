package iovatlas.cli;

import java.io.PrintStream;

/// How the result of a check is printed.
interface Report {

    void print(PrintStream out, CheckRun run);
}
