package iovatlas.scenario;

/// A step that was run.
///
/// @param state the kernel's state after it
/// @param result what the kernel answered
record StepRun(KernelState state, StepResult result) {}
