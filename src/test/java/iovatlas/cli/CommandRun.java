package iovatlas.cli;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A command line that was run in this process: its exit code and what it printed.
record CommandRun(int code, String out, String err) {

    private static final JsonMapper MAPPER = new JsonMapper();

    static CommandRun of(String... arguments) {
        return fed("", arguments);
    }

    static CommandRun fed(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                new Console(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Path.of(""));
        int code = Iovatlas.run(List.of(arguments), console);
        return new CommandRun(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    JsonNode json() {
        return MAPPER.readTree(out);
    }

    /// What a schema of `src/main/resources/schema` has against the output.
    List<String> complaintsOf(String schema) throws IOException {
        try (@Nullable InputStream file =
                CommandRun.class.getResourceAsStream("/schema/" + schema)) {
            if (file == null) {
                throw new IOException("there is no schema " + schema);
            }
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(file, InputFormat.JSON)
                    .validate(json())
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }
}
