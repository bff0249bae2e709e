package iovatlas.ui.preferences;

import iovatlas.ui.theme.ColourScheme;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The file's form: one flat JSON object. Unknown keys are passed over, missing ones keep their
/// defaults, so that older and newer programs can share the file.
final class PreferencesText {

    private static final JsonFactory JSON = new JsonFactory();

    private PreferencesText() {}

    static String write(Preferences value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("colours", value.scheme().name());
            WindowPlace window = value.window();
            json.writeBooleanProperty("window.placed", window.placed());
            json.writeNumberProperty("window.x", window.x());
            json.writeNumberProperty("window.y", window.y());
            json.writeNumberProperty("window.width", window.width());
            json.writeNumberProperty("window.height", window.height());
            json.writeBooleanProperty("window.maximised", window.maximised());
            PaneSizes panes = value.panes();
            json.writeNumberProperty("panes.tree", panes.tree());
            json.writeNumberProperty("panes.inspector", panes.inspector());
            json.writeNumberProperty("panes.topology", panes.topology());
            json.writeNumberProperty("panes.iova", panes.iova());
            json.writeNumberProperty("panes.msi", panes.msi());
            json.writeNumberProperty("panes.bottom", panes.bottom());
            json.writeBooleanProperty("panes.tree-shown", panes.treeShown());
            json.writeBooleanProperty("panes.inspector-shown", panes.inspectorShown());
            json.writeArrayPropertyStart("recent");
            value.recent().forEach(file -> json.writeString(file.toString()));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    /// @throws tools.jackson.core.JacksonException when the text is not JSON
    /// @throws IllegalArgumentException when a value makes no sense
    static Preferences read(String text) {
        Map<String, Object> values = new HashMap<>();
        List<Path> recent = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("preferences are one JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                JsonToken token = json.nextToken();
                if (key.equals("recent") && token == JsonToken.START_ARRAY) {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        recent.add(Path.of(json.getString()));
                    }
                } else if (token.isStructStart()) {
                    json.skipChildren();
                } else {
                    values.put(key, token.isNumeric() ? json.getDoubleValue() : json.getString());
                }
            }
        }
        return new PreferencesValues(values).preferences(recent);
    }

    /// Values by key, each with the default when it is missing or of another kind.
    private record PreferencesValues(Map<String, Object> values) {

        Preferences preferences(List<Path> recent) {
            WindowPlace window = WindowPlace.DEFAULT;
            PaneSizes panes = PaneSizes.DEFAULT;
            return new Preferences(
                    ColourScheme.valueOf(
                            String.valueOf(values.getOrDefault("colours", ColourScheme.SYSTEM))),
                    new WindowPlace(
                            flag("window.placed", window.placed()),
                            number("window.x", window.x()),
                            number("window.y", window.y()),
                            number("window.width", window.width()),
                            number("window.height", window.height()),
                            flag("window.maximised", window.maximised())),
                    new PaneSizes(
                            number("panes.tree", panes.tree()),
                            number("panes.inspector", panes.inspector()),
                            number("panes.topology", panes.topology()),
                            number("panes.iova", panes.iova()),
                            number("panes.msi", panes.msi()),
                            number("panes.bottom", panes.bottom()),
                            flag("panes.tree-shown", panes.treeShown()),
                            flag("panes.inspector-shown", panes.inspectorShown())),
                    recent);
        }

        private double number(String key, double otherwise) {
            return values.get(key) instanceof Double number ? number : otherwise;
        }

        private boolean flag(String key, boolean otherwise) {
            Object value = values.get(key);
            return value == null ? otherwise : "true".equals(value);
        }
    }
}
