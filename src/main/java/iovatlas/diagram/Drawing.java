package iovatlas.diagram;

import java.util.List;

/// A finished picture: marks in drawing order.
///
/// @param title one line, becomes the picture's title and alternative text
/// @param description one paragraph for readers who cannot see it
/// @param width in drawing units
/// @param height in drawing units
/// @param shapes later ones lie above earlier ones
public record Drawing(
        String title, String description, double width, double height, List<Shape> shapes) {

    public Drawing {
        shapes = List.copyOf(shapes);
    }
}
