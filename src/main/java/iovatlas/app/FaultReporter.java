package iovatlas.app;

import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.shell.Accidents;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;

/// Logs what the program did not expect and tells the person, one at a time: a fault in a view can
/// come with every frame.
final class FaultReporter implements Consumer<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(FaultReporter.class);

    private final DialogService dialogs;
    private boolean telling;

    FaultReporter(DialogService dialogs) {
        this.dialogs = dialogs;
    }

    @Override
    public void accept(Throwable fault) {
        LOG.error("unexpected", fault);
        if (!telling) {
            telling = true;
            try {
                dialogs.tell(Accidents.fault("Something unexpected happened", fault));
            } finally {
                telling = false;
            }
        }
    }
}
