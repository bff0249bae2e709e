package iovatlas.ui.session;

import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.importer.Opened;
import iovatlas.task.Progress;

import java.nio.file.Path;
import java.util.List;

/// An input that was read and computed for the first time.
record ReadInput(Opened opened, Computed computed) {

    static ReadInput read(Path input, Analysis analysis, Progress progress) throws ImportFailure {
        Opened opened = Inputs.open(input, List.of(), progress);
        return new ReadInput(
                opened,
                analysis.compute(opened.atlas(), Analysis.LAST_STEP, opened.notes(), progress));
    }
}
