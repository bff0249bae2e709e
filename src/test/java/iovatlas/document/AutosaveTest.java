package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/// Unsaved work is found again after a crash.
class AutosaveTest {
    @TempDir private Path folder;

    private Path document() {
        return folder.resolve("server.yaml");
    }

    @Test
    void liesHiddenBesideTheDocument() throws IOException {
        Autosave.write(document(), "work");
        assertThat(folder.resolve(".server.autosave.yaml")).hasContent("work");
        assertThat(Autosave.fileFor(document())).exists();
    }

    @Test
    void isFoundWhenItDiffersFromTheDocument() throws IOException {
        Files.writeString(document(), "saved");
        Autosave.write(document(), "work");
        Autosave.Recovery found = Autosave.find(document()).orElseThrow();
        assertThat(found.text()).isEqualTo("work");
        assertThat(found.document()).isEqualTo(document());
        assertThat(found.savedAt()).isAfter(Instant.EPOCH);
    }

    @Test
    void saysWhenTheDocumentIsNewer() throws IOException {
        Files.writeString(document(), "saved");
        Autosave.write(document(), "work");
        FileTime now = Files.getLastModifiedTime(Autosave.fileFor(document()));
        Files.setLastModifiedTime(document(), FileTime.from(now.toInstant().plusSeconds(9)));
        assertThat(Autosave.find(document()).map(Autosave.Recovery::older)).hasValue(true);
        Files.setLastModifiedTime(document(), FileTime.from(now.toInstant().minusSeconds(9)));
        assertThat(Autosave.find(document()).map(Autosave.Recovery::older)).hasValue(false);
    }

    @Test
    void isFoundForADocumentThatWasNeverSaved() throws IOException {
        Autosave.write(document(), "work");
        assertThat(Autosave.find(document()).map(Autosave.Recovery::text)).hasValue("work");
    }

    @Test
    void isNotOfferedWithoutWork() throws IOException {
        assertThat(Autosave.find(document())).isEqualTo(Optional.empty());
        Files.writeString(document(), "same");
        Autosave.write(document(), "same");
        assertThat(Autosave.find(document())).isEmpty();
        Autosave.write(document(), "work");
        Autosave.discard(document());
        assertThat(Autosave.find(document())).isEmpty();
        Autosave.discard(document());
    }
}
