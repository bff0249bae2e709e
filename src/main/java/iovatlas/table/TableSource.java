package iovatlas.table;

import iovatlas.atlas.Atlas;
import iovatlas.observation.Note;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.Timeline;

import java.util.List;

/// What tables are made from: a document at one moment.
///
/// @param atlas the document
/// @param timeline its scenario worked through
/// @param step the moment, 0 is boot
/// @param notes what the reader of the input wants a person to know
public record TableSource(Atlas atlas, Timeline timeline, int step, List<Note> notes) {

    public TableSource {
        notes = List.copyOf(notes);
    }

    /// What the kernel holds at that moment.
    public KernelState state() {
        return timeline.state(step);
    }
}
