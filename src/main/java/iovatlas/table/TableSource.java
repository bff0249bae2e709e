package iovatlas.table;

import iovatlas.atlas.Atlas;
import iovatlas.observation.Note;
import iovatlas.scenario.KernelState;

import java.util.List;

/// What tables are made from: a document at one moment.
///
/// @param atlas the document
/// @param state what the kernel holds at that moment
/// @param notes what the reader of the input wants a person to know
public record TableSource(Atlas atlas, KernelState state, List<Note> notes) {

    public TableSource {
        notes = List.copyOf(notes);
    }
}
