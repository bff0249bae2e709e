/// JSON: values as text, and reports whose schema is `tables.schema.json`.
@NullMarked
package iovatlas.export.json;

import org.jspecify.annotations.NullMarked;
