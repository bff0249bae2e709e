package iovatlas.importer.report;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import iovatlas.atlas.Atlas;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.task.Progress;

import org.junit.jupiter.api.Tag;

/// Texts of any content: read, or no piece of a machine, never thrown at anybody.
@Tag("jazzer")
class TextFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void readsAnyText(FuzzedDataProvider data) {
        Pieces pieces = new Pieces();
        if (pieces.addText("fuzz", data.consumeRemainingAsBytes())) {
            Atlas atlas = pieces.read(Progress.NONE);
            Grouping.boot(atlas.topology(), atlas.boot(), atlas.observation());
        }
    }
}
