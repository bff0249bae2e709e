package iovatlas.export.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.TextMeasure;
import iovatlas.diagram.Theme;
import iovatlas.diagram.layout.Area;

import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;

import javax.imageio.ImageIO;

class PngWriterTest {

    private static Drawing drawing() {
        var sheet = new Sheet(DrawingStyle.pixels());
        sheet.box(new Area(10, 10, 40, 20), Look.fill(Ink.SKY), null, "");
        sheet.box(
                new Area(10, 40, 40, 20),
                Look.fill(Ink.ORANGE).withPattern(Ink.ORANGE, Pattern.HATCH),
                null,
                "");
        sheet.text(60, 10, "Hg", FontRole.TITLE, Ink.TEXT, null);
        return sheet.finish("t", "d", 100, 70);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image).isNotNull();
        return image;
    }

    private static int rgb(Theme theme, Ink ink) {
        return Integer.parseInt(theme.of(ink).hex().substring(1), 16);
    }

    @Test
    void picturesHaveTheSizeAndTheColoursOfTheDrawing() throws IOException {
        BufferedImage image = read(PngWriter.write(drawing(), Theme.DARK, 2));
        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(image.getHeight()).isEqualTo(140);
        assertThat(image.getRGB(60, 40) & 0xffffff).isEqualTo(rgb(Theme.DARK, Ink.SKY));
        assertThat(image.getRGB(2, 2) & 0xffffff).isEqualTo(rgb(Theme.DARK, Ink.BACKGROUND));
    }

    @Test
    void labelsAreDrawnWithoutAnyFontOfTheMachine() throws IOException {
        BufferedImage image = read(PngWriter.write(drawing(), Theme.LIGHT, 1));
        int dark = 0;
        for (int x = 60; x < 85; x++) {
            for (int y = 10; y < 28; y++) {
                dark += (image.getRGB(x, y) & 0xff) < 0x80 ? 1 : 0;
            }
        }
        assertThat(dark).isBetween(20, 200);
    }

    @Test
    void outlinesAreAsWideAsTheMetricsSay() {
        for (FontRole role : FontRole.values()) {
            String text = "RID 0x0100 \u2192 SID 0x100";
            assertThat(GlyphOutlines.bundled().line(text, role).width())
                    .isCloseTo(TextMeasure.bundled().width(text, role), within(1e-6));
        }
    }

    @Test
    void patternsShowTintAndStrokes() throws IOException {
        BufferedImage image = read(PngWriter.write(drawing(), Theme.LIGHT, 1));
        int tint = Integer.parseInt(Theme.LIGHT.tint(Ink.ORANGE).hex().substring(1), 16);
        int tints = 0;
        for (int x = 10; x < 50; x++) {
            tints += (image.getRGB(x, 50) & 0xffffff) == tint ? 1 : 0;
        }
        assertThat(tints).isBetween(8, 36);
    }

    @Test
    void stripesOfATallPictureJoinToOne() throws IOException {
        var image = new BufferedImage(37, 1301, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt(3) == 0 ? random.nextInt() : 0xffffff);
            }
        }
        // The reader checks the sum over everything.
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(image)));

        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                assertThat(read.getRGB(x, y)).isEqualTo(image.getRGB(x, y));
            }
        }
    }

    @Test
    void sameBytesForTheSameDrawing() {
        assertThat(PngWriter.write(drawing(), Theme.LIGHT, 1.5))
                .isEqualTo(PngWriter.write(drawing(), Theme.LIGHT, 1.5));
    }

    @Test
    void refusesPicturesThatFitNoMemory() {
        assertThatThrownBy(() -> PngWriter.write(drawing(), Theme.LIGHT, 1e4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000000 by 700000");
        assertThat(PngWriter.largestScale(drawing(), 1e4)).isLessThan(1e3);
        assertThat(PngWriter.scaleForWidth(drawing(), 250)).isEqualTo(2.5);
    }
}
