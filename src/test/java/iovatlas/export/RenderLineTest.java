package iovatlas.export;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Crop;
import iovatlas.diagram.Theme;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;

import java.util.Set;

class RenderLineTest {

    private static String line(ExportOptions options, Format format) {
        return new RenderLine("host.yaml", "iova").options(options, format).text();
    }

    @Test
    void leavesOutWhatIsTheDefault() {
        assertThat(line(ExportOptions.PLAIN, Format.SVG)).isEqualTo("render host.yaml --view iova");
    }

    @Test
    void namesColoursOnlyWhereThereAreAny() {
        ExportOptions dark = ExportOptions.PLAIN.withTheme(Theme.DARK).withLegend(true);
        assertThat(line(dark, Format.PDF)).endsWith("--theme dark --legend");
        assertThat(line(dark, Format.TEXT)).endsWith("iova --legend");
        assertThat(line(dark, Format.CSV)).endsWith("--view iova");
    }

    @Test
    void namesPartsSubtreesAndRectangles() {
        ElementId function = new ElementId.OfFunction(PciAddress.parse("01:00.0"));
        assertThat(
                        line(
                                ExportOptions.PLAIN.withExtent(new Extent.Part(Set.of(function))),
                                Format.SVG))
                .endsWith("--part 0000:01:00.0");
        assertThat(
                        line(
                                ExportOptions.PLAIN.withExtent(
                                        new Extent.Subtree(function, Set.of(function))),
                                Format.SVG))
                .endsWith("--subtree 0000:01:00.0");
        assertThat(
                        line(
                                ExportOptions.PLAIN.withExtent(
                                        new Extent.Rectangle(new Crop(1, 2.5, 30, 40))),
                                Format.SVG))
                .endsWith("--area 1,2.50,30,40");
    }

    @Test
    void quotesWhatAShellWouldTakeApart() {
        assertThat(new RenderLine("my host's.yaml", "all").text())
                .isEqualTo("render 'my host'\\''s.yaml' --view all");
    }
}
