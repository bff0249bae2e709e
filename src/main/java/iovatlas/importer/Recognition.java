package iovatlas.importer;

import iovatlas.importer.piece.PieceKind;
import iovatlas.importer.trace.TraceReader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Says what an input looks like, by its content alone and before it is read.
///
/// @param kind e.g. `a listing of lspci`
/// @param isAddition true for what is laid on a machine: a trace, a guest
/// @param isDocument true for a document of this program
public record Recognition(String kind, boolean isAddition, boolean isDocument) {

    /// @param content the whole input or its beginning, at least 64 KiB where it is that long
    public static Recognition of(byte[] content) {
        ContentKind kind =
                ContentKind.of(Arrays.copyOf(content, Math.min(content.length, ContentKind.HEAD)));
        if (kind == ContentKind.DOCUMENT) {
            return new Recognition(kind.description(), false, true);
        }
        if (kind.isArchive()) {
            return new Recognition(kind.description(), false, false);
        }
        String text = isBinary(content) ? "" : new String(content, StandardCharsets.UTF_8);
        if (TraceReader.isTrace(text)) {
            return new Recognition("a trace", true, false);
        }
        if (GuestFiles.isGuest(text)) {
            return new Recognition("the description of a guest", true, false);
        }
        return new Recognition(
                PieceKind.of(content).map(PieceKind::description).orElse(kind.description()),
                false,
                false);
    }

    private static boolean isBinary(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
