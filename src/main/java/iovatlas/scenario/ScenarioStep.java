package iovatlas.scenario;

/// A step as the document lists it.
///
/// @param action what is done
/// @param enabled false for a step that is kept but skipped
/// @param note a person's remark, empty for none
public record ScenarioStep(Step action, boolean enabled, String note) {

    public static ScenarioStep of(Step action) {
        return new ScenarioStep(action, true, "");
    }
}
