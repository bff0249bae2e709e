package iovatlas.ui.differences;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.Timeline;

/// One of the two that are compared.
///
/// @param name what a person calls it
/// @param argument what the command line is given for it
public record ComparedSide(String name, String argument, Atlas atlas, Timeline timeline) {}
