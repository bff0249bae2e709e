/// The command line: one class per command. Results go to standard output, errors to standard
/// error; the names of commands, options, JSON keys and exit codes are a contract.
@NullMarked
package iovatlas.cli;

import org.jspecify.annotations.NullMarked;
