package iovatlas.export.text;

import iovatlas.diagram.AsciiText;

/// The characters that a text drawing is made of.
public enum Characters {
    /// Printable ASCII only: what every mail, log and commit message carries.
    ASCII,
    /// Lines and corners of Unicode's box drawing block; labels keep their own characters as far
    /// as these take one column.
    UNICODE;

    /// The character of a cell through which lines leave to these sides.
    ///
    /// @param ways sum of [CellGrid#NORTH], [CellGrid#EAST], [CellGrid#SOUTH], [CellGrid#WEST]
    char corner(int ways, boolean dashed) {
        return switch (this) {
            case ASCII -> ascii(ways, dashed);
            case UNICODE -> dashed ? dashed(ways) : solid(ways);
        };
    }

    /// A label in characters that take one column each.
    String label(String text) {
        return switch (this) {
            case ASCII -> AsciiText.of(text);
            case UNICODE -> {
                var out = new StringBuilder(text.length());
                text.codePoints().forEach(c -> out.append(narrow(c)));
                yield out.toString();
            }
        };
    }

    private static String narrow(int c) {
        boolean narrow =
                c >= ' ' && c < 0x1100 && Character.getType(c) != Character.NON_SPACING_MARK;
        boolean symbol = c >= 0x2010 && c < 0x2600;
        return narrow || symbol ? Character.toString(c) : AsciiText.of(Character.toString(c));
    }

    private static char ascii(int ways, boolean dashed) {
        return switch (ways) {
            case 0 -> '+';
            case CellGrid.EAST, CellGrid.WEST, CellGrid.EAST | CellGrid.WEST -> dashed ? '.' : '-';
            case CellGrid.NORTH, CellGrid.SOUTH, CellGrid.NORTH | CellGrid.SOUTH ->
                    dashed ? ':' : '|';
            default -> dashed ? '.' : '+';
        };
    }

    private static char dashed(int ways) {
        return switch (ways) {
            case CellGrid.EAST, CellGrid.WEST, CellGrid.EAST | CellGrid.WEST -> '\u2504';
            case CellGrid.NORTH, CellGrid.SOUTH, CellGrid.NORTH | CellGrid.SOUTH -> '\u2506';
            default -> solid(ways);
        };
    }

    private static char solid(int ways) {
        return switch (ways) {
            case CellGrid.EAST, CellGrid.WEST, CellGrid.EAST | CellGrid.WEST -> '\u2500';
            case CellGrid.NORTH, CellGrid.SOUTH, CellGrid.NORTH | CellGrid.SOUTH -> '\u2502';
            case CellGrid.SOUTH | CellGrid.EAST -> '\u250c';
            case CellGrid.SOUTH | CellGrid.WEST -> '\u2510';
            case CellGrid.NORTH | CellGrid.EAST -> '\u2514';
            case CellGrid.NORTH | CellGrid.WEST -> '\u2518';
            case CellGrid.NORTH | CellGrid.SOUTH | CellGrid.EAST -> '\u251c';
            case CellGrid.NORTH | CellGrid.SOUTH | CellGrid.WEST -> '\u2524';
            case CellGrid.EAST | CellGrid.WEST | CellGrid.SOUTH -> '\u252c';
            case CellGrid.EAST | CellGrid.WEST | CellGrid.NORTH -> '\u2534';
            default -> '\u253c';
        };
    }
}
