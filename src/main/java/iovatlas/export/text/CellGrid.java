package iovatlas.export.text;

import java.util.Arrays;

/// A sheet of character cells. Outlines and lines are kept by the directions in which they leave a
/// cell, so that where they meet the right corner character comes out; text lies above both.
final class CellGrid {
    static final int NORTH = 1;
    static final int EAST = 2;
    static final int SOUTH = 4;
    static final int WEST = 8;

    /// Set when what runs through a cell is dashed only.
    private static final int DASHED = 16;

    private static final int SOLID = 32;

    private final int columns;
    private final int rows;
    private final Characters characters;
    private final byte[] ways;
    private final char[] letters;

    CellGrid(int columns, int rows, Characters characters) {
        this.characters = characters;
        this.columns = columns;
        this.rows = rows;
        this.ways = new byte[columns * rows];
        this.letters = new char[columns * rows];
    }

    /// Removes everything inside a rectangle of cells, ends inclusive.
    void clear(int left, int top, int right, int bottom) {
        for (int row = Math.max(top, 0); row <= Math.min(bottom, rows - 1); row++) {
            for (int column = Math.max(left, 0); column <= Math.min(right, columns - 1); column++) {
                ways[row * columns + column] = 0;
                letters[row * columns + column] = 0;
            }
        }
    }

    /// Fills a rectangle of cells with a letter, ends inclusive.
    void fill(int left, int top, int right, int bottom, char letter) {
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                put(column, row, letter);
            }
        }
    }

    /// A letter above whatever is in the cell; outside the sheet nothing happens.
    void put(int column, int row, char letter) {
        if (column >= 0 && column < columns && row >= 0 && row < rows) {
            letters[row * columns + column] = letter;
        }
    }

    /// A horizontal or vertical run of line, ends inclusive; the ends point inwards only.
    void run(int x1, int y1, int x2, int y2, boolean dashed) {
        int style = dashed ? DASHED : SOLID;
        if (y1 == y2) {
            for (int x = Math.min(x1, x2); x <= Math.max(x1, x2); x++) {
                int way = (x > Math.min(x1, x2) ? WEST : 0) | (x < Math.max(x1, x2) ? EAST : 0);
                join(x, y1, way | style);
            }
        } else {
            for (int y = Math.min(y1, y2); y <= Math.max(y1, y2); y++) {
                int way = (y > Math.min(y1, y2) ? NORTH : 0) | (y < Math.max(y1, y2) ? SOUTH : 0);
                join(x1, y, way | style);
            }
        }
    }

    /// The sheet as lines without trailing blanks, each ended by a newline; blank lines at the top
    /// and the bottom are left out.
    String text() {
        var lines = new String[rows];
        for (int row = 0; row < rows; row++) {
            lines[row] = line(row);
        }
        int first = 0;
        int end = rows;
        while (first < end && lines[first].isEmpty()) {
            first++;
        }
        while (end > first && lines[end - 1].isEmpty()) {
            end--;
        }
        var out = new StringBuilder();
        Arrays.stream(lines, first, end)
                .forEach(line -> out.append(MailSafe.line(line, columns)).append('\n'));
        return out.toString();
    }

    private void join(int column, int row, int way) {
        if (column >= 0 && column < columns && row >= 0 && row < rows) {
            ways[row * columns + column] |= (byte) way;
        }
    }

    private String line(int row) {
        var out = new StringBuilder(columns);
        for (int column = 0; column < columns; column++) {
            int cell = row * columns + column;
            out.append(letters[cell] != 0 ? letters[cell] : corner(ways[cell]));
        }
        return out.toString().stripTrailing();
    }

    private char corner(int ways) {
        if (ways == 0) {
            return ' ';
        }
        return characters.corner(ways & (NORTH | EAST | SOUTH | WEST), (ways & SOLID) == 0);
    }
}
