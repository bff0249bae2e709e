package iovatlas.importer;

import iovatlas.importer.piece.PieceKind;
import iovatlas.importer.trace.TraceReader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Says what an input looks like, by its content alone and before it is read.
///
/// @param kind e.g. `a listing of lspci`
/// @param isPlain true for a text of which nothing is known before it is read line by line
/// @param isAddition true for what is laid on a machine: a trace, a guest
/// @param isDocument true for a document of this program
public record Recognition(String kind, boolean isPlain, boolean isAddition, boolean isDocument) {

    /// @param content the whole input or its beginning, at least 64 KiB where it is that long
    public static Recognition of(byte[] content) {
        ContentKind kind =
                ContentKind.of(Arrays.copyOf(content, Math.min(content.length, ContentKind.HEAD)));
        if (kind == ContentKind.DOCUMENT) {
            return new Recognition(kind.description(), false, false, true);
        }
        if (kind.isArchive()) {
            return new Recognition(kind.description(), false, false, false);
        }
        String text = isBinary(content) ? "" : new String(content, StandardCharsets.UTF_8);
        if (TraceReader.isTrace(text)) {
            return new Recognition("a trace", false, true, false);
        }
        if (GuestFiles.hasFunctions(text)) {
            return new Recognition("answers of QEMU's monitor", false, false, false);
        }
        if (GuestFiles.isGuest(text)) {
            return new Recognition("the description of a guest", false, true, false);
        }
        Optional<PieceKind> file = PieceKind.of(content);
        return new Recognition(
                file.map(PieceKind::description).orElse(kind.description()),
                file.isEmpty() && (kind == ContentKind.TEXT || kind == ContentKind.JSON),
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
